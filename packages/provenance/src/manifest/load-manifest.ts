import { fingerprintManifest, knownNames, manifestNames } from "@auditspan/core";
import type { Environment, Fingerprints, KnownNames, Manifest } from "@auditspan/core";
import { readManifest } from "./read-manifest.ts";
import type { ReadFile } from "./read-manifest.ts";

/** What a `--manifest` file holds: a manifest, a plain names file (binding `unbound`), or errors. */
export type LoadedManifest =
  | (ReadFile & {
      readonly kind: "manifest";
      readonly manifest: Manifest;
      readonly fingerprints: Fingerprints;
      readonly names: KnownNames;
    })
  | (ReadFile & { readonly kind: "names"; readonly names: KnownNames })
  | (ReadFile & { readonly kind: "invalid" });

export interface LoadManifestOptions {
  /** Resolves `${ENV}` templates for the deploy fingerprint. Defaults to an empty environment. */
  readonly env?: Environment | undefined;
}

/**
 * Reads a manifest or a plain names file as `readManifest` does, and makes its fingerprints and names.
 *
 * Never throws for what a file holds or lacks: that is a problem with file, line and column.
 */
export function loadManifest(path: string, { env }: LoadManifestOptions = {}): LoadedManifest {
  const read = readManifest(path);
  const { problems, secrets, files } = read;
  const loaded = { problems, secrets, files };
  if (read.kind === "invalid") return { kind: read.kind, ...loaded };
  if (read.kind === "names") return { kind: read.kind, names: knownNames(read.file), ...loaded };
  const { kind, manifest } = read;
  const fingerprints = fingerprintManifest(manifest, env);
  return { kind, manifest, fingerprints, names: manifestNames(manifest), ...loaded };
}
