import { hash } from "node:crypto";
import { canonicalJson } from "../canonical-json.ts";
import { COMPONENTS } from "./components.ts";
import type { Component } from "./components.ts";
import { deployView, identityView, templateView } from "./manifest-views.ts";
import type { Manifest } from "./manifest.ts";
import type { Environment } from "./resolve-templates.ts";

/** The digests of one manifest, all `sha256:<hex>`. */
export interface Fingerprints {
  /** Over the identity view: changes with what the agent is, not with where it runs. */
  readonly configFingerprint: string;
  /** Over the identity view, the operational fields, the repository of the image and the vault references. */
  readonly deployFingerprint: string;
  /** As the deploy fingerprint, with the `${ENV}` templates as they were written. */
  readonly templateDigest: string;
  readonly components: Readonly<Record<Component, string>>;
}

/**
 * The fingerprints of a manifest: SHA-256 of the canonical JSON (RFC 8785) of its views.
 *
 * `${ENV}` templates of operational fields are resolved from `env` in the deploy fingerprint alone;
 * a variable that it lacks stays a placeholder. Throws a `TypeError` on values that JSON cannot hold.
 */
export function fingerprintManifest(manifest: Manifest, env: Environment = {}): Fingerprints {
  const identity = identityView(manifest);
  const digests = COMPONENTS.map((name) => [name, digestOf(identity[name])] as const);
  return {
    configFingerprint: digestOf(identity),
    deployFingerprint: digestOf(deployView(manifest, env)),
    templateDigest: digestOf(templateView(manifest)),
    components: Object.fromEntries(digests) as Record<Component, string>,
  };
}

/** `sha256:` digest of the canonical JSON of a value. */
function digestOf(value: unknown): string {
  return `sha256:${hash("sha256", canonicalJson(value), "hex")}`;
}
