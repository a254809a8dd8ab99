import { setTimeout } from "node:timers/promises";
import { AttestationError } from "../attestation-error.ts";
import { MAX_ENVELOPES } from "./attestation-store.ts";
import {
  ARTIFACT_TYPE,
  digestOf,
  indexEntries,
  OCI_INDEX,
  OCI_MANIFEST,
  referrersIndex,
} from "./oci-manifests.ts";
import type { Descriptor } from "./oci-manifests.ts";
import type { RegistryAnswer, RegistryClient } from "./registry-client.ts";

const MAX_INDEX_BYTES = 4 * 1024 * 1024;
const MAX_PAGES = 20;
const TRIES = 5;
/** Longer than another writer takes from reading the list to writing it. */
const SETTLE_MS = 200;

type Entry = Readonly<Record<string, unknown>>;

/**
 * The attestations that refer to an image: from the referrers API, or where the registry has none,
 * from the index under the tag `sha256-<hex>` (OCI distribution spec 1.1, "Listing Referrers").
 */
export async function listReferrers(
  client: RegistryClient,
  repository: string,
  image: string,
): Promise<readonly Entry[]> {
  const entries =
    (await fromApi(client, repository, image)) ?? (await fromTag(client, repository, image));
  return entries.filter((entry) => entry["artifactType"] === ARTIFACT_TYPE);
}

/**
 * Adds a referrer to the index under the image's tag, which the registry does not keep itself.
 *
 * Two writers can overwrite each other there, since registries have no conditional write: so it waits
 * a moment, looks whether the entry stayed, and tries again. A slower writer can still undo it.
 */
export async function addToTag(
  client: RegistryClient,
  repository: string,
  image: string,
  referrer: Descriptor,
): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const entries = await fromTag(client, repository, image);
    if (entries.some((entry) => entry["digest"] === referrer.digest)) return;
    await client(tagPath(repository, image), {
      method: "PUT",
      contentType: OCI_INDEX,
      body: referrersIndex([...entries, referrer]),
      expect: [201],
      limit: MAX_INDEX_BYTES,
    });
    await setTimeout(SETTLE_MS * (1 + Math.random()));
  }
  const entries = await fromTag(client, repository, image);
  if (entries.some((entry) => entry["digest"] === referrer.digest)) return;
  throw new AttestationError("refused", "expected the list of referrers to hold still, it did not");
}

async function fromApi(
  client: RegistryClient,
  repository: string,
  image: string,
): Promise<readonly Entry[] | undefined> {
  const entries: Entry[] = [];
  const query = `artifactType=${encodeURIComponent(ARTIFACT_TYPE)}`;
  let path: string | undefined = `/v2/${repository}/referrers/${image}?${query}`;
  for (let page = 0; path !== undefined; page++) {
    if (page === MAX_PAGES) throw tooMany();
    const answer: RegistryAnswer = await client(path, {
      accept: OCI_INDEX,
      expect: [200, 404],
      limit: MAX_INDEX_BYTES,
    });
    // Registries without the API answer that there is no such page.
    if (answer.status === 404) return undefined;
    entries.push(...indexEntries(answer.body));
    if (entries.length > MAX_ENVELOPES) throw tooMany();
    path = nextPage(answer.headers.get("link"), path);
  }
  return entries;
}

async function fromTag(
  client: RegistryClient,
  repository: string,
  image: string,
): Promise<readonly Entry[]> {
  const { status, body } = await client(tagPath(repository, image), {
    accept: OCI_INDEX,
    expect: [200, 404],
    limit: MAX_INDEX_BYTES,
  });
  const entries = status === 404 ? [] : indexEntries(body);
  if (entries.length > MAX_ENVELOPES) throw tooMany();
  return entries;
}

/** Puts a manifest under its digest; whether the registry keeps the list of referrers itself. */
export async function putManifest(
  client: RegistryClient,
  repository: string,
  manifest: Uint8Array,
): Promise<{ readonly isListed: boolean }> {
  const { headers } = await client(`/v2/${repository}/manifests/${digestOf(manifest)}`, {
    method: "PUT",
    contentType: OCI_MANIFEST,
    body: manifest,
    expect: [201],
    limit: MAX_INDEX_BYTES,
  });
  return { isListed: headers.has("oci-subject") };
}

function tagPath(repository: string, image: string): string {
  return `/v2/${repository}/manifests/${image.replace(":", "-")}`;
}

// RFC 8288; the next page must be on the same registry.
function nextPage(link: string | null, path: string): string | undefined {
  if (link === null || link.length > 4096) return undefined;
  const target = /^<([^<>]*)>\s*;\s*rel="?next"?/i.exec(link)?.[1];
  const base = new URL(path, "https://registry.invalid");
  const url = target === undefined ? null : URL.parse(target, base);
  if (url === null || !url.pathname.startsWith("/v2/")) return undefined;
  return `${url.pathname}${url.search}`;
}

function tooMany(): AttestationError {
  return new AttestationError("too_large", `expected at most ${MAX_ENVELOPES} referrers, got more`);
}
