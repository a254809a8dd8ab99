import { COMPONENTS, fingerprintManifest, provenanceOf } from "@auditspan/core";
import type { Attributes, Fingerprints, Manifest } from "@auditspan/core";
import { say } from "@auditspan/emitter";
import { loadManifest } from "@auditspan/provenance";
import type { LoadedManifest, ManifestProblem } from "@auditspan/provenance";
import { checkAttestation } from "./check-attestation.ts";
import { differentComponents } from "./different-components.ts";
import { Provenance } from "./provenance.ts";
import type { ConfigMismatch } from "./provenance.ts";

export interface ProvenanceOptions {
  /** Path of a manifest, or of a plain names file, which binds nothing. */
  readonly manifest: string;
  /** Path of the attestation of the manifest, a DSSE envelope. Defaults to none. */
  readonly attestation?: string | undefined;
  /** PEM file, or folder of them, with the public keys that attestations are checked with. */
  readonly attestationKeys?: string | undefined;
  /** Resolves `${ENV}` templates of the manifest. Defaults to the environment of the process. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** How often the files of the manifest are looked at while events flow. Defaults to 10,000 ms. */
  readonly recheckMs?: number | undefined;
  /** Told in one line what is not as it should be. Defaults to a line on stderr. */
  readonly warn?: ((line: string) => void) | undefined;
}

/**
 * Loads the configuration of a process: its manifest with the digests of what lies on disk, and what
 * its attestation says of it.
 *
 * Throws an error that says what was expected and where when there is no valid manifest. An
 * attestation that does not hold is told, binds nothing, and becomes a `config_mismatch` event.
 */
export function loadProvenance(options: ProvenanceOptions): Provenance {
  const { manifest: path, env = process.env, recheckMs = 10_000, warn = say } = options;
  if (!(recheckMs >= 100)) {
    throw new RangeError(`expected "recheckMs" to be at least 100, got ${recheckMs}`);
  }
  const loaded = loadManifest(path, { env });
  if (loaded.kind === "invalid") throw new Error(describe(loaded.problems));
  for (const problem of loaded.problems) warn(placed(problem));
  if (loaded.kind === "names") return ofNames(loaded, options, warn);
  const { fingerprints, manifest, names, files } = loaded;
  const checked = checkAttestation(options, fingerprints, warn);
  return new Provenance({
    names,
    stamp: stampOf(manifest, fingerprints, checked.binding),
    started: startedOf(manifest, fingerprints),
    models: modelsOf(manifest),
    mismatch: checked.mismatch,
    files,
    recheckMs,
    reload: () => differenceOf(loadManifest(path, { env }), fingerprints) ?? checked.mismatch,
  });
}

function ofNames(
  { names }: Extract<LoadedManifest, { kind: "names" }>,
  { attestation }: ProvenanceOptions,
  warn: (line: string) => void,
): Provenance {
  if (attestation !== undefined) {
    warn("attestation: expected a manifest beside it, got a plain names file; nothing is attested");
  }
  return new Provenance({
    names,
    stamp: provenanceOf(names),
    started: {},
    models: new Set(),
    mismatch: undefined,
    files: [],
    recheckMs: Number.POSITIVE_INFINITY,
    reload: () => undefined,
  });
}

function stampOf(
  { agent, processingActivity, eventTypes }: Manifest,
  { configFingerprint, deployFingerprint }: Fingerprints,
  binding: "attested" | "computed",
): Attributes {
  return {
    "auditspan.config_fingerprint": configFingerprint,
    "auditspan.config.binding": binding,
    "auditspan.deploy_fingerprint": deployFingerprint,
    "gen_ai.agent.version": agent.version,
    ...(processingActivity !== undefined && {
      "auditspan.processing_activity.id": processingActivity,
    }),
    ...(eventTypes !== undefined && { "auditspan.event_types.digest": eventTypes }),
  };
}

function startedOf({ image }: Manifest, { components, templateDigest }: Fingerprints): Attributes {
  return {
    ...Object.fromEntries(
      COMPONENTS.map((name) => [`auditspan.component.${name}`, components[name]]),
    ),
    "auditspan.template_digest": templateDigest,
    ...(image !== undefined && { "oci.manifest.digest": image.slice(image.indexOf("@") + 1) }),
  };
}

/** A model answers under its name alone, or with its version behind it. */
function modelsOf({ models }: Manifest): ReadonlySet<string> {
  return new Set(
    models.flatMap(({ name, version }) =>
      version === undefined ? [name] : [name, `${name}-${version}`, `${name}@${version}`],
    ),
  );
}

/** What a configuration that was read again differs in. */
function differenceOf(seen: LoadedManifest, stated: Fingerprints): ConfigMismatch | undefined {
  if (seen.kind !== "manifest") {
    return { components: [], observed: undefined, attested: undefined };
  }
  const { configFingerprint, components } = fingerprintManifest(seen.manifest);
  if (configFingerprint === stated.configFingerprint) return undefined;
  return {
    components: differentComponents(components, stated.components),
    observed: configFingerprint,
    attested: undefined,
  };
}

function describe(problems: readonly ManifestProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (first === undefined) return "expected a manifest or a names file, got neither";
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  return `${placed(first)}${more}`;
}

function placed({ file, line, column, message }: ManifestProblem): string {
  return `${file}:${line}:${column}: ${message}`;
}
