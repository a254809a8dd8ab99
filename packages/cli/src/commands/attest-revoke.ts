import { REVOCATION_REASONS, revocationStatement, signStatement } from "@auditspan/provenance";
import type { RevocationReason } from "@auditspan/provenance";
import {
  checkDestination,
  keepEnvelope,
  KEY_OPTION,
  OUT_OPTION,
  readSigningKey,
  REGISTRY_NOTES,
  STORE_OPTION,
} from "../attestation-options.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { readDigestOption } from "../read-digest-option.ts";

export const attestRevokeCommand: Command = {
  usage: "--fingerprint DIGEST --key FILE --reason REASON (--out FILE | --store LOCATION) [--json]",
  summary: "withdraw the approvals of a configuration",
  options: {
    fingerprint: { type: "string", value: "DIGEST", help: "config fingerprint, sha256:…" },
    key: { ...KEY_OPTION, help: `approver's ${KEY_OPTION.help}` },
    reason: { type: "string", value: "REASON", help: REVOCATION_REASONS.join(", ") },
    out: OUT_OPTION,
    store: STORE_OPTION,
    json: { type: "boolean", help: "print the result as a JSON object" },
  },
  notes: [
    "Approvals that were given up to now no longer count; one that is given later does.",
    ...REGISTRY_NOTES,
  ],

  async run({ fingerprint, key, reason, out, store, json }, rest, io) {
    if (rest.length > 0) throw new UsageError(`expected no arguments, got ${rest.length}`);
    const configFingerprint = readDigestOption(fingerprint, "fingerprint");
    const why = readReason(reason);
    checkDestination({ out, store });
    const signer = await readSigningKey(key, io);
    const statement = revocationStatement({
      configFingerprint,
      revokedAt: new Date(),
      reason: why,
    });
    const envelope = signStatement(statement, signer);
    await keepEnvelope(envelope, configFingerprint, { out, store, image: undefined }, io);
    io.out(
      json === true
        ? JSON.stringify({
            config_fingerprint: configFingerprint,
            reason: why,
            key_id: signer.keyId,
          })
        : `revoked ${configFingerprint} (${why}) with the key ${signer.keyId}`,
    );
    return 0;
  },
};

function readReason(value: unknown): RevocationReason {
  const reason = REVOCATION_REASONS.find((known) => known === value);
  if (reason !== undefined) return reason;
  throw new UsageError(
    `expected --reason to be one of ${REVOCATION_REASONS.join(", ")}, got ${JSON.stringify(value ?? null)}`,
  );
}
