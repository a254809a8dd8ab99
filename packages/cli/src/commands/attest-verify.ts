import { hash } from "node:crypto";
import { printable } from "@auditspan/emitter/printable";
import { findAttestation } from "@auditspan/provenance";
import type {
  ApprovalExpectations,
  Expectations,
  Refusal,
  VerifiedAttestation,
} from "@auditspan/provenance";
import {
  KEYS_OPTION,
  openStoreOf,
  readBytes,
  readKeys,
  REGISTRY_NOTES,
  STORE_OPTION,
} from "../attestation-options.ts";
import { UsageError } from "../command.ts";
import type { Command, CommandIo, OptionValues } from "../command.ts";
import { loadAttestedManifest } from "../load-attested-manifest.ts";
import { readDigestOption } from "../read-digest-option.ts";

export const attestVerifyCommand: Command = {
  usage: "[FILE…] [--store LOCATION] --keys PATH [--manifest FILE] [--approved] [--json]",
  summary: "check that a configuration is attested, and approved if asked",
  options: {
    keys: KEYS_OPTION,
    store: STORE_OPTION,
    manifest: {
      type: "string",
      short: "m",
      value: "FILE",
      help: "manifest that must be the attested one",
    },
    fingerprint: {
      type: "string",
      value: "DIGEST",
      help: "config fingerprint that must be attested (default: that of --manifest)",
    },
    image: { type: "string", value: "DIGEST", help: "digest of the image that must be attested" },
    approved: { type: "boolean", help: "ask for an approval that stands" },
    "approval-keys": {
      type: "string",
      value: "PATH",
      help: "public keys of those who approve (default: --keys)",
    },
    policy: { type: "string", value: "FILE", help: "policy that it must be approved by" },
    registry: { type: "string", value: "HOST", help: "registry that it must be approved for" },
    approver: { type: "string", value: "URI", help: "who must have approved it" },
    json: { type: "boolean", help: "print the verdict as a JSON object" },
  },
  notes: [
    "FILE is an envelope: an attestation, or an approval or revocation beside it. --policy,",
    "--registry and --approver ask for an approval too.",
    ...REGISTRY_NOTES,
  ],

  async run(values, files, io) {
    if (files.length === 0 && values["store"] === undefined) {
      throw new UsageError("expected an envelope, or --store");
    }
    const keys = readKeys(values["keys"], io);
    const about = readExpectations(values, io);
    const envelopes: Uint8Array[] = [];
    for (const file of files) envelopes.push(await readBytes(file));
    if (typeof values["store"] === "string") {
      const store = await openStoreOf(values["store"], about.image, io);
      envelopes.push(...(await store.list(about.fingerprint)));
    }
    const approval = await readApproval(values, envelopes, io);
    const result = findAttestation(envelopes, keys, { ...about, approval });
    for (const line of values["json"] === true ? [verdictJson(result)] : verdict(result)) {
      io.out(printable(line));
    }
    return result.ok ? 0 : 1;
  },
};

function readExpectations(
  { manifest, fingerprint, image }: OptionValues,
  io: CommandIo,
): Pick<Expectations, "fingerprint" | "image"> {
  const loaded = typeof manifest === "string" ? loadAttestedManifest(manifest, io) : undefined;
  return {
    fingerprint:
      fingerprint === undefined
        ? loaded?.fingerprints.configFingerprint
        : readDigestOption(fingerprint, "fingerprint"),
    image: image === undefined ? loaded?.manifest.image : readDigestOption(image, "image"),
  };
}

async function readApproval(
  values: OptionValues,
  envelopes: readonly Uint8Array[],
  io: CommandIo,
): Promise<ApprovalExpectations | undefined> {
  const { keys, policy, registry, approver, approved } = values;
  if ([policy, registry, approver, approved].every((value) => value === undefined)) {
    return undefined;
  }
  return {
    envelopes,
    keys: readKeys(values["approval-keys"] ?? keys, io),
    policy:
      typeof policy === "string"
        ? `sha256:${hash("sha256", await readBytes(policy), "hex")}`
        : undefined,
    registry: registry as string | undefined,
    approver: approver as string | undefined,
  };
}

function verdict(result: VerifiedAttestation | Refusal): string[] {
  if (!result.ok) return [`refused (${result.code}): ${result.message}`];
  const { config, keyId, approval } = result;
  const { name, version } = config.manifest.agent;
  return [
    `attested: ${name} ${version}, ${config.fingerprints.configFingerprint}`,
    `  image     ${config.manifest.image ?? "none"}`,
    `  signed    ${config.issuedAt.toISOString()} by the key ${keyId}`,
    ...(approval === undefined
      ? []
      : [
          `approved: by ${approval.approver}`,
          `  policy    ${approval.policy.uri} ${approval.policy.digest}`,
          `  resource  ${approval.resourceUri}`,
          `  decided   ${approval.decidedAt.toISOString()}, until ${approval.expiresAt.toISOString()}`,
        ]),
  ];
}

function verdictJson(result: VerifiedAttestation | Refusal): string {
  if (!result.ok) {
    const { code, message } = result;
    return JSON.stringify({ ok: false, code, message });
  }
  const { config, keyId, digest, approval } = result;
  return JSON.stringify({
    ok: true,
    agent: config.manifest.agent,
    config_fingerprint: config.fingerprints.configFingerprint,
    image: config.manifest.image ?? null,
    components: config.fingerprints.components,
    issued_at: config.issuedAt,
    key_id: keyId,
    envelope: digest,
    approval:
      approval === undefined
        ? null
        : {
            approver: approval.approver,
            policy: approval.policy,
            resource: approval.resourceUri,
            decided_at: approval.decidedAt,
            expires_at: approval.expiresAt,
          },
  });
}
