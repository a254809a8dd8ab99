import { AttestationError } from "../attestation-error.ts";

/** A repository of a registry, and the image in it that is meant. */
export interface OciLocation {
  /** `host` or `host:port` */
  readonly registry: string;
  readonly repository: string;
  /** `sha256:<hex>`; undefined when only the repository is named. */
  readonly digest: string | undefined;
  /** Plain HTTP is spoken with the own machine alone. */
  readonly origin: string;
}

const REGISTRY =
  /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])(?::\d{1,5})?$/i;
// OCI distribution spec, "Pulling manifests": the grammar of <name>.
const REPOSITORY =
  /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * Reads `oci://registry/repository`, with `@sha256:<hex>` behind it or not.
 *
 * Throws an `AttestationError` (`location`) on a tag, which can move, and on credentials in it.
 */
export function ociLocation(text: string): OciLocation {
  const [name = "", digest, ...more] = text.slice(OCI.length).split("@");
  const slash = name.indexOf("/");
  const registry = name.slice(0, Math.max(slash, 0));
  const repository = name.slice(slash + 1);
  if (
    !isOciLocation(text) ||
    more.length > 0 ||
    !REGISTRY.test(registry) ||
    repository.length > 255 ||
    !REPOSITORY.test(repository) ||
    (digest !== undefined && !DIGEST.test(digest))
  ) {
    throw new AttestationError(
      "location",
      "expected oci://registry/repository@sha256:<hex>, without tag and credentials, got something else",
    );
  }
  const scheme = isOwnMachine(registry) ? "http" : "https";
  return { registry, repository, digest, origin: `${scheme}://${registry}` };
}

const OCI = "oci://";

/** Whether a text names a registry rather than a folder. */
export function isOciLocation(text: string): boolean {
  return text.startsWith(OCI);
}

/** Whether a host, with a port or without, is the machine itself. */
export function isOwnMachine(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(host);
}
