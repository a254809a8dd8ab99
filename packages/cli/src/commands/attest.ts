import { agentConfigStatement, signStatement } from "@auditspan/provenance";
import {
  checkDestination,
  keepEnvelope,
  KEY_OPTION,
  OUT_OPTION,
  readSigningKey,
  REGISTRY_NOTES,
  required,
  STORE_OPTION,
} from "../attestation-options.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { loadAttestedManifest } from "../load-attested-manifest.ts";

export const attestCommand: Command = {
  usage: "--manifest FILE --key FILE (--out FILE | --store LOCATION) [--json]",
  summary: "sign the fingerprints of a manifest: an in-toto statement in a DSSE envelope",
  options: {
    manifest: { type: "string", short: "m", value: "FILE", help: "manifest of the agent" },
    key: KEY_OPTION,
    out: OUT_OPTION,
    store: STORE_OPTION,
    json: { type: "boolean", help: "print the result as a JSON object" },
  },
  notes: [
    "With oci://registry/repository the image is the one of the manifest.",
    ...REGISTRY_NOTES,
  ],

  async run({ manifest: file, key, out, store, json }, rest, io) {
    if (rest.length > 0) throw new UsageError(`expected no arguments, got ${rest.length}`);
    checkDestination({ out, store });
    const { manifest, fingerprints } = loadAttestedManifest(required(file, "manifest"), io);
    const signer = await readSigningKey(key, io);
    const envelope = signStatement(
      agentConfigStatement(manifest, fingerprints, new Date()),
      signer,
    );
    const { configFingerprint } = fingerprints;
    await keepEnvelope(envelope, configFingerprint, { out, store, image: manifest.image }, io);
    io.out(
      json === true
        ? JSON.stringify({ config_fingerprint: configFingerprint, key_id: signer.keyId })
        : `attested ${configFingerprint} with the key ${signer.keyId}`,
    );
    return 0;
  },
};
