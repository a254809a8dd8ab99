import { verifyAny } from "@auditspan/provenance";
import type { VerifiedStatement } from "@auditspan/provenance";
import {
  KEYS_OPTION,
  openStoreOf,
  readBytes,
  readKeys,
  REGISTRY_NOTES,
  required,
  STORE_OPTION,
} from "../attestation-options.ts";
import { CommandError, UsageError } from "../command.ts";
import type { Command } from "../command.ts";

export const attestPushCommand: Command = {
  usage: "FILE… --store LOCATION --keys PATH [--json]",
  summary: "put attestations, approvals and revocations into a store",
  options: {
    store: STORE_OPTION,
    keys: KEYS_OPTION,
    json: { type: "boolean", help: "one JSON object an envelope" },
  },
  notes: [
    "An envelope that does not verify stops the command before anything is sent.",
    ...REGISTRY_NOTES,
  ],

  async run({ store: location, keys, json }, files, io) {
    if (files.length === 0) throw new UsageError("expected at least one envelope");
    const store = await openStoreOf(required(location, "store"), undefined, io);
    const trusted = readKeys(keys, io);
    const verified: (readonly [Uint8Array, VerifiedStatement])[] = [];
    for (const file of files) {
      const envelope = await readBytes(file);
      const result = verifyAny(envelope, trusted);
      if (!result.ok)
        throw new CommandError(`${file}: refused (${result.code}): ${result.message}`);
      verified.push([envelope, result]);
    }
    for (const [envelope, { kind, configFingerprint }] of verified) {
      const digest = await store.put(envelope, configFingerprint);
      io.out(
        json === true
          ? JSON.stringify({ kind, config_fingerprint: configFingerprint, envelope: digest })
          : `${kind} of ${configFingerprint} put as ${digest}`,
      );
    }
    return 0;
  },
};
