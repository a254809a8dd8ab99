import { AttestationError } from "../attestation-error.ts";
import { MAX_ENVELOPE_BYTES } from "../envelope.ts";
import { checkTotal } from "./attestation-store.ts";
import type { AttestationStore } from "./attestation-store.ts";
import type { OciLocation } from "./oci-location.ts";
import {
  ARTIFACT_TYPE,
  attestationManifest,
  descriptorOf,
  digestOf,
  EMPTY,
  envelopeDigest,
  FINGERPRINT_ANNOTATION,
  IMAGE_MANIFESTS,
  isDigest,
  OCI_MANIFEST,
} from "./oci-manifests.ts";
import type { Descriptor } from "./oci-manifests.ts";
import { addToTag, listReferrers, putManifest } from "./referrers.ts";
import { registryClient } from "./registry-client.ts";
import type { RegistryClient } from "./registry-client.ts";
import type { RegistryCredentials } from "./registry-credentials.ts";

const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;

/**
 * A store beside an image in an OCI registry: each envelope is an artifact that refers to the image.
 *
 * The location must name the image by digest, and the image must be in the registry.
 */
export function ociStore(
  location: OciLocation,
  credentials: RegistryCredentials | undefined,
): AttestationStore {
  const { registry, repository, digest: image } = location;
  if (image === undefined) {
    throw new AttestationError(
      "location",
      `oci://${registry}/${repository}: expected the digest of the image behind it`,
    );
  }
  const client = registryClient(location, credentials);
  let listing: Promise<void> = Promise.resolve();
  return {
    location: `oci://${registry}/${repository}@${image}`,

    async put(envelope, configFingerprint) {
      if (envelope.length > MAX_ENVELOPE_BYTES) {
        throw new AttestationError(
          "too_large",
          `expected an envelope of at most ${MAX_ENVELOPE_BYTES} bytes, got ${envelope.length}`,
        );
      }
      const subject = await imageDescriptor(client, repository, image);
      await putBlob(client, repository, EMPTY);
      await putBlob(client, repository, envelope);
      const manifest = attestationManifest(envelope, subject, configFingerprint);
      const { isListed } = await putManifest(client, repository, manifest);
      if (!isListed) {
        const referrer = {
          ...descriptorOf(manifest, OCI_MANIFEST),
          artifactType: ARTIFACT_TYPE,
          annotations: { [FINGERPRINT_ANNOTATION]: configFingerprint },
        };
        // One after the other: the list is read, changed and written.
        const added = listing.then(() => addToTag(client, repository, image, referrer));
        listing = added.catch(() => undefined);
        await added;
      }
      return digestOf(envelope);
    },

    async list(configFingerprint) {
      const envelopes = new Map<string, Uint8Array>();
      let size = 0;
      for (const { digest, annotations } of await listReferrers(client, repository, image)) {
        const about = (annotations as Record<string, unknown> | undefined)?.[
          FINGERPRINT_ANNOTATION
        ];
        if (!isDigest(digest)) continue;
        // Other tools annotate nothing: then the envelope must tell.
        if (configFingerprint !== undefined && (about ?? configFingerprint) !== configFingerprint) {
          continue;
        }
        const manifest = await getManifest(client, repository, digest);
        const layer = envelopeDigest(manifest);
        if (layer === undefined || envelopes.has(layer)) continue;
        const envelope = await getBlob(client, repository, layer);
        size = checkTotal(size + envelope.length);
        envelopes.set(layer, envelope);
      }
      return [...envelopes.values()];
    },
  };
}

async function imageDescriptor(
  client: RegistryClient,
  repository: string,
  image: string,
): Promise<Descriptor> {
  const { headers, body } = await client(`/v2/${repository}/manifests/${image}`, {
    accept: IMAGE_MANIFESTS,
    expect: [200],
    limit: MAX_MANIFEST_BYTES,
  });
  const mediaType = headers.get("content-type")?.split(";")[0]?.trim() ?? "";
  if (!IMAGE_MANIFESTS.split(", ").includes(mediaType)) {
    throw new AttestationError("protocol", "expected the manifest of an image, got something else");
  }
  return descriptorOf(checked(body, image), mediaType);
}

async function getManifest(
  client: RegistryClient,
  repository: string,
  digest: string,
): Promise<Uint8Array> {
  const { body } = await client(`/v2/${repository}/manifests/${digest}`, {
    accept: OCI_MANIFEST,
    expect: [200],
    limit: MAX_MANIFEST_BYTES,
  });
  return checked(body, digest);
}

async function getBlob(
  client: RegistryClient,
  repository: string,
  digest: string,
): Promise<Uint8Array> {
  const { body } = await client(`/v2/${repository}/blobs/${digest}`, {
    expect: [200],
    limit: MAX_ENVELOPE_BYTES,
  });
  return checked(body, digest);
}

// OCI distribution spec, "POST then PUT".
async function putBlob(
  client: RegistryClient,
  repository: string,
  bytes: Uint8Array,
): Promise<void> {
  const digest = digestOf(bytes);
  const present = await client(`/v2/${repository}/blobs/${digest}`, {
    method: "HEAD",
    expect: [200, 404],
    limit: 0,
  });
  if (present.status === 200) return;
  const start = `/v2/${repository}/blobs/uploads/`;
  const { headers } = await client(start, { method: "POST", expect: [202], limit: 4096 });
  const place = uploadUrl(headers.get("location"));
  await client(`${place}${place.includes("?") ? "&" : "?"}digest=${encodeURIComponent(digest)}`, {
    method: "PUT",
    contentType: "application/octet-stream",
    body: bytes,
    expect: [201],
    limit: 4096,
  });
}

function uploadUrl(location: string | null): string {
  if (location !== null && location.length <= 8192) return location;
  throw new AttestationError("protocol", "expected the place of an upload, got none");
}

function checked(bytes: Uint8Array, digest: string): Uint8Array {
  if (digestOf(bytes) === digest) return bytes;
  throw new AttestationError("damaged", "expected the bytes of their digest, got others");
}
