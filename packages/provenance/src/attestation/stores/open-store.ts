import type { AttestationStore } from "./attestation-store.ts";
import { folderStore } from "./folder-store.ts";
import { isOciLocation, ociLocation } from "./oci-location.ts";
import { ociStore } from "./oci-store.ts";
import { registryCredentials } from "./registry-credentials.ts";

export interface OpenStoreOptions {
  /** The image that is meant where a location names the repository alone: `repository@sha256:<hex>`. */
  readonly image?: string | undefined;
  /** Where credentials are looked for. Defaults to the environment of the process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * Opens the store at a location: `oci://registry/repository@sha256:<hex>`, or the path of a folder.
 *
 * Throws an `AttestationError` (`location`, `unauthorized`); nothing is sent yet.
 */
export async function openStore(
  text: string,
  { image, env = process.env }: OpenStoreOptions = {},
): Promise<AttestationStore> {
  if (!isOciLocation(text)) return folderStore(text);
  const location = ociLocation(text);
  const digest = location.digest ?? image?.slice(image.lastIndexOf("@") + 1);
  const credentials = await registryCredentials(location.registry, env);
  return ociStore({ ...location, digest }, credentials);
}
