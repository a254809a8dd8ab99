import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startRegistry } from "../../../../../test/registry/start-registry.ts";
import { freshKey, sampleEnvelope } from "../../testing/sample-attestation.ts";
import { pushImage } from "../../testing/push-image.ts";
import { smallRegistry } from "../../testing/small-registry.ts";
import { MAX_ENVELOPE_BYTES } from "../envelope.ts";
import type { AttestationStore } from "./attestation-store.ts";
import { openStore } from "./open-store.ts";

const { key } = freshKey();
const A = `sha256:${"aa".repeat(32)}`;
const B = `sha256:${"bb".repeat(32)}`;
const NO_CREDENTIALS = { HOME: "/nonexistent" };

/** A place for stores: each call makes an empty one, `again` opens the same one anew. */
interface Kind {
  readonly name: string;
  readonly newLocation: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

const real = await startRegistry();
const kinds: Kind[] = [await folders(), await apiRegistry(), ...(await realRegistry())];

describe.each(kinds)("a store in $name", ({ newLocation, stop }) => {
  let location: string;
  let store: AttestationStore;
  beforeAll(async () => {
    location = await newLocation();
    store = await openStore(location, { env: NO_CREDENTIALS });
  });
  afterAll(stop);

  test("is empty at first", async () => {
    expect(await store.list()).toEqual([]);
    expect(await store.list(A)).toEqual([]);
  });

  test("gives back every envelope of a fingerprint byte for byte, and no other", async () => {
    const [one, two, three] = [sampleEnvelope(key), sampleEnvelope(key), sampleEnvelope(key)];
    await store.put(one, A);
    await store.put(two, A);
    await store.put(three, B);
    expect(texts(await store.list(A))).toEqual(texts([one, two]));
    expect(texts(await store.list(B))).toEqual(texts([three]));
    expect(texts(await store.list())).toEqual(texts([one, two, three]));
  });

  test("keeps an envelope once, under its digest", async () => {
    const envelope = sampleEnvelope(key);
    const before = (await store.list()).length;
    const digest = await store.put(envelope, A);
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await store.put(envelope, A)).toBe(digest);
    expect(await store.list()).toHaveLength(before + 1);
  });

  test("holds what another one of the same place put", async () => {
    const envelope = sampleEnvelope(key);
    await (await openStore(location, { env: NO_CREDENTIALS })).put(envelope, A);
    expect(texts(await store.list(A))).toContain(texts([envelope])[0]);
  });

  test("keeps all of what is put at once", async () => {
    const fresh = await openStore(await newLocation(), { env: NO_CREDENTIALS });
    const envelopes = [1, 2, 3].map(() => sampleEnvelope(key));
    await Promise.all(envelopes.map((envelope) => fresh.put(envelope, A)));
    expect(texts(await fresh.list(A))).toEqual(texts(envelopes));
  });

  test("refuses an envelope of more than 1 MiB", async () => {
    await expect(store.put(new Uint8Array(MAX_ENVELOPE_BYTES + 1), A)).rejects.toMatchObject({
      code: "too_large",
    });
  });

  test("keeps an envelope of 1 MiB", async () => {
    const fresh = await openStore(await newLocation(), { env: NO_CREDENTIALS });
    const envelope = new Uint8Array(randomBytes(MAX_ENVELOPE_BYTES));
    await fresh.put(envelope, A);
    expect(Buffer.from((await fresh.list(A))[0]!).equals(envelope)).toBe(true);
  });
});

function texts(envelopes: readonly Uint8Array[]): string[] {
  return envelopes.map((envelope) => Buffer.from(envelope).toString()).sort();
}

async function folders(): Promise<Kind> {
  const folder = await mkdtemp(join(tmpdir(), "auditspan-store-"));
  let count = 0;
  return {
    name: "a folder",
    newLocation: () => Promise.resolve(join(folder, String(++count))),
    stop: () => rm(folder, { recursive: true }),
  };
}

async function apiRegistry(): Promise<Kind> {
  const registry = await smallRegistry();
  return {
    name: "a registry with the referrers API",
    newLocation: async () =>
      `oci://${registry.host}/agents/support@${await pushImage(registry.host, "agents/support")}`,
    stop: () => registry.stop(),
  };
}

async function realRegistry(): Promise<Kind[]> {
  if (real === undefined) return [];
  return [
    {
      name: "a registry without it (distribution 2.8)",
      newLocation: async () =>
        `oci://${real.host}/agents/support@${await pushImage(real.host, "agents/support")}`,
      stop: () => real.stop(),
    },
  ];
}
