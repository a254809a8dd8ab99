import type { Component, Manifest } from "@auditspan/core";
import { verifyAttestation } from "@auditspan/provenance";
import type { Trail } from "@auditspan/trail";
import { readBytes, readKeys } from "../attestation-options.ts";
import { CommandError, UsageError } from "../command.ts";
import type { CommandIo } from "../command.ts";
import { loadAttestedManifest } from "../load-attested-manifest.ts";
import { trailLocation, withTrail } from "../trail-option.ts";

/** One of the two configurations that are compared, as far as it is known. */
export interface ConfigSide {
  readonly configFingerprint: string;
  /** Undefined where digests are all that is known. */
  readonly manifest: Manifest | undefined;
  /** Whether the manifest tells what is outside the config fingerprint. */
  readonly deployed: boolean;
  readonly components: Readonly<Partial<Record<Component, string>>>;
}

export interface SideOptions {
  readonly keys: unknown;
  readonly trail: unknown;
}

const FINGERPRINT = /^sha256:[0-9a-f]{64}$/;

/** Reads a manifest, a signed attestation, or the components of a fingerprint that a trail knows. */
export async function readConfigSide(
  given: string,
  { keys, trail }: SideOptions,
  io: CommandIo,
): Promise<ConfigSide> {
  if (given.startsWith("sha256:")) return fromTrail(given, trail, io);
  const bytes = await readBytes(given);
  if (isEnvelope(bytes)) return fromAttestation(given, bytes, keys, io);
  const { manifest, fingerprints } = loadAttestedManifest(given, io);
  const { configFingerprint, components } = fingerprints;
  return { configFingerprint, manifest, deployed: true, components };
}

async function fromTrail(fingerprint: string, trail: unknown, io: CommandIo): Promise<ConfigSide> {
  if (!FINGERPRINT.test(fingerprint)) {
    throw new UsageError("expected a fingerprint to be sha256: and 64 lower-case hex digits");
  }
  const location = trailLocation(trail, io);
  const components = await withTrail(location, (opened: Trail) =>
    opened.provenance.components(fingerprint),
  );
  if (components === undefined) {
    const expected = "expected a fingerprint whose components the trail knows";
    throw new CommandError(`${location}: ${expected}, got ${fingerprint}`);
  }
  return { configFingerprint: fingerprint, manifest: undefined, deployed: false, components };
}

// An envelope is JSON with a payload; a manifest has no field of that name.
function isEnvelope(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString("utf8");
  return text.trimStart().startsWith("{") && text.includes('"payloadType"');
}

function fromAttestation(
  file: string,
  bytes: Uint8Array,
  keys: unknown,
  io: CommandIo,
): ConfigSide {
  const verified = verifyAttestation(bytes, readKeys(keys, io));
  if (!verified.ok) {
    throw new CommandError(`${file}: ${verified.message} (${verified.code})`);
  }
  const { manifest, fingerprints } = verified.config;
  const { configFingerprint, components } = fingerprints;
  return { configFingerprint, manifest, deployed: false, components };
}
