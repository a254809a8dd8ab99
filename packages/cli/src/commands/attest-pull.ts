import { openStore, verifyAny } from "@auditspan/provenance";
import {
  KEYS_OPTION,
  openStoreOf,
  readKeys,
  REGISTRY_NOTES,
  required,
  STORE_OPTION,
} from "../attestation-options.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { readDigestOption } from "../read-digest-option.ts";

export const attestPullCommand: Command = {
  usage: "--store LOCATION --dir DIR --keys PATH [--fingerprint DIGEST] [--json]",
  summary: "copy what verifies from a store into a folder",
  options: {
    store: STORE_OPTION,
    dir: { type: "string", short: "d", value: "DIR", help: "folder that becomes a store too" },
    keys: {
      ...KEYS_OPTION,
      help: "public keys of attesters and approvers (default: AUDITSPAN_ATTESTATION_KEYS)",
    },
    fingerprint: {
      type: "string",
      value: "DIGEST",
      help: "only what is about this config fingerprint",
    },
    json: { type: "boolean", help: "one JSON object an envelope" },
  },
  notes: [
    "What does not verify is told on standard error and left out. Exit status 1 when nothing was copied.",
    ...REGISTRY_NOTES,
  ],

  async run({ store: location, dir, keys, fingerprint, json }, rest, io) {
    if (rest.length > 0) throw new UsageError(`expected no arguments, got ${rest.length}`);
    const store = await openStoreOf(required(location, "store"), undefined, io);
    const folder = await openStore(required(dir, "dir"));
    const trusted = readKeys(keys, io);
    const wanted =
      fingerprint === undefined ? undefined : readDigestOption(fingerprint, "fingerprint");
    let copied = 0;
    for (const envelope of await store.list(wanted)) {
      const result = verifyAny(envelope, trusted);
      if (!result.ok) {
        io.err(`auditspan: left out an envelope (${result.code}): ${result.message}`);
        continue;
      }
      const { kind, configFingerprint } = result;
      if (wanted !== undefined && configFingerprint !== wanted) continue;
      const digest = await folder.put(envelope, configFingerprint);
      copied++;
      io.out(
        json === true
          ? JSON.stringify({ kind, config_fingerprint: configFingerprint, envelope: digest })
          : `${kind} of ${configFingerprint} copied as ${digest}`,
      );
    }
    if (copied > 0) return 0;
    io.err("auditspan attest pull: nothing to copy");
    return 1;
  },
};
