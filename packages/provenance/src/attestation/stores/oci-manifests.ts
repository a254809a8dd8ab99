import { hash } from "node:crypto";
import { AttestationError } from "../attestation-error.ts";
import { IN_TOTO } from "../envelope.ts";

/** Media types of what is read and written. */
export const OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
export const OCI_INDEX = "application/vnd.oci.image.index.v1+json";
/** The media types that an image manifest can have. */
export const IMAGE_MANIFESTS: string = [
  OCI_MANIFEST,
  OCI_INDEX,
  "application/vnd.docker.distribution.manifest.v2+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
].join(", ");
/** As cosign names the layer of an attestation. */
const DSSE = "application/vnd.dsse.envelope.v1+json";
/** What kind of referrer an attestation is. */
export const ARTIFACT_TYPE: string = IN_TOTO;
/** A hint for the reader of a list, which nobody signed. */
export const FINGERPRINT_ANNOTATION = "dev.auditspan.config-fingerprint";

/** The empty configuration of an artifact (OCI image spec, "Guidance for an empty descriptor"). */
export const EMPTY: Uint8Array = new TextEncoder().encode("{}");

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The manifest that makes an envelope a referrer of an image (OCI image spec 1.1). */
export function attestationManifest(
  envelope: Uint8Array,
  subject: Descriptor,
  configFingerprint: string,
): Uint8Array {
  return toBytes({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    artifactType: ARTIFACT_TYPE,
    config: descriptorOf(EMPTY, "application/vnd.oci.empty.v1+json"),
    layers: [descriptorOf(envelope, DSSE)],
    subject,
    annotations: { [FINGERPRINT_ANNOTATION]: configFingerprint },
  });
}

/** The index under the tag of an image's referrers. */
export function referrersIndex(manifests: readonly unknown[]): Uint8Array {
  return toBytes({ schemaVersion: 2, mediaType: OCI_INDEX, manifests });
}

export function descriptorOf(bytes: Uint8Array, mediaType: string): Descriptor {
  return { mediaType, digest: digestOf(bytes), size: bytes.length };
}

export function digestOf(bytes: Uint8Array): string {
  return `sha256:${hash("sha256", bytes, "hex")}`;
}

/** The descriptors of an index, as they stand in it; throws an `AttestationError` (`protocol`). */
export function indexEntries(bytes: Uint8Array): readonly Readonly<Record<string, unknown>>[] {
  const { manifests } = parseObject(bytes);
  if (Array.isArray(manifests) && manifests.every(isObject)) return manifests;
  throw new AttestationError("protocol", "expected an image index, got something else");
}

/** The digest of the envelope in an attestation's manifest; undefined when it is no such manifest. */
export function envelopeDigest(bytes: Uint8Array): string | undefined {
  const { layers } = parseObject(bytes);
  const layer: unknown = Array.isArray(layers) && layers.length === 1 ? layers[0] : undefined;
  if (!isObject(layer) || layer["mediaType"] !== DSSE) return undefined;
  const { digest } = layer;
  return isDigest(digest) ? digest : undefined;
}

export function isDigest(value: unknown): value is string {
  return typeof value === "string" && /^sha256:[0-9a-f]{64}$/.test(value);
}

function parseObject(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(Buffer.from(bytes).toString("utf8"));
    if (isObject(json)) return json;
  } catch {
    // Told below; the parser's message quotes the answer.
  }
  throw new AttestationError("protocol", "expected a manifest in JSON, got something else");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function toBytes(json: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(json));
}
