import { hash } from "node:crypto";
import { basename } from "node:path";
import { printable } from "@auditspan/emitter/printable";
import { findAttestation, signStatement, summaryStatement } from "@auditspan/provenance";
import type { VerificationSummary, VerifiedAttestation } from "@auditspan/provenance";
import {
  checkDestination,
  keepEnvelope,
  KEY_OPTION,
  KEYS_OPTION,
  openStoreOf,
  OUT_OPTION,
  readBytes,
  readKeys,
  readSigningKey,
  REGISTRY_NOTES,
  required,
  STORE_OPTION,
} from "../attestation-options.ts";
import { CommandError, UsageError } from "../command.ts";
import type { Command, CommandIo, OptionValues } from "../command.ts";
import { readDigestOption } from "../read-digest-option.ts";

const DAY_MS = 86_400_000;
const MAX_DAYS = 3650;

export const attestApproveCommand: Command = {
  usage:
    "[FILE] --keys PATH --key FILE --approver URI --policy FILE (--out FILE | --store LOCATION)",
  summary: "sign that an attested configuration is approved, by a policy and for a time",
  options: {
    keys: KEYS_OPTION,
    fingerprint: {
      type: "string",
      value: "DIGEST",
      help: "config fingerprint to look for in --store, without FILE",
    },
    key: { ...KEY_OPTION, help: `approver's ${KEY_OPTION.help}` },
    approver: { type: "string", value: "URI", help: "who approves: a body or pipeline, no person" },
    policy: { type: "string", value: "FILE", help: "policy that was applied; it is hashed" },
    "policy-uri": {
      type: "string",
      value: "URI",
      help: "where the policy is found (default: its file name)",
    },
    "expires-in": { type: "string", value: "DAYS", help: "days that it lasts (default: 90)" },
    refuse: { type: "boolean", help: "sign that it is not approved" },
    out: OUT_OPTION,
    store: STORE_OPTION,
    json: { type: "boolean", help: "print the result as a JSON object" },
  },
  notes: [
    "FILE is the envelope of the attestation; it is verified with --keys before anything is signed.",
    ...REGISTRY_NOTES,
  ],

  async run(values, files, io) {
    const { out, store } = values;
    checkDestination({ out, store });
    const approver = readUri(values["approver"], "approver");
    const decidedAt = new Date();
    const expiresAt = new Date(decidedAt.getTime() + readDays(values["expires-in"]) * DAY_MS);
    const policy = await readPolicy(values);
    const { digest, config } = await readAttestation(values, files, io);
    const { configFingerprint } = config.fingerprints;
    const { image } = config.manifest;
    const summary: VerificationSummary = {
      configFingerprint,
      approver,
      decidedAt,
      expiresAt,
      resourceUri: image === undefined ? `urn:auditspan:${configFingerprint}` : `oci://${image}`,
      policy,
      attestation: digest,
      passed: values["refuse"] !== true,
    };
    const signer = await readSigningKey(values["key"], io);
    const envelope = signStatement(summaryStatement(summary), signer);
    await keepEnvelope(envelope, configFingerprint, { out, store, image }, io);
    const json = values["json"] === true;
    io.out(printable(json ? resultJson(summary, signer.keyId) : resultLine(summary)));
    return 0;
  },
};

async function readAttestation(
  { keys, store, fingerprint }: OptionValues,
  files: readonly string[],
  io: CommandIo,
): Promise<VerifiedAttestation> {
  const [file, ...rest] = files;
  if (rest.length > 0) throw new UsageError(`expected one envelope, got ${files.length}`);
  if (file === undefined && (typeof store !== "string" || fingerprint === undefined)) {
    throw new UsageError("expected an envelope, or --store and --fingerprint");
  }
  const wanted =
    fingerprint === undefined ? undefined : readDigestOption(fingerprint, "fingerprint");
  const trusted = readKeys(keys, io);
  const envelopes =
    file === undefined
      ? await (await openStoreOf(String(store), undefined, io)).list(wanted)
      : [await readBytes(file)];
  const result = findAttestation(envelopes, trusted, { fingerprint: wanted });
  if (result.ok) return result;
  throw new CommandError(`refused (${result.code}): ${result.message}`);
}

async function readPolicy(values: OptionValues): Promise<VerificationSummary["policy"]> {
  const file = required(values["policy"], "policy");
  const uri =
    values["policy-uri"] === undefined
      ? `file:${encodeURIComponent(basename(file))}`
      : readUri(values["policy-uri"], "policy-uri");
  return { uri, digest: `sha256:${hash("sha256", await readBytes(file), "hex")}` };
}

function readUri(value: unknown, option: string): string {
  const uri = required(value, option);
  if (URL.canParse(uri) && uri.length <= 1024) return uri;
  throw new UsageError(`expected --${option} to be a URI, got ${JSON.stringify(uri)}`);
}

function readDays(value: unknown): number {
  if (value === undefined) return 90;
  const days = Number(value);
  if (value !== "" && Number.isInteger(days) && days > 0 && days <= MAX_DAYS) return days;
  throw new UsageError(
    `expected --expires-in to be 1 to ${MAX_DAYS} days, got ${JSON.stringify(value)}`,
  );
}

function resultLine({ passed, configFingerprint, expiresAt }: VerificationSummary): string {
  return passed
    ? `approved ${configFingerprint} until ${expiresAt.toISOString()}`
    : `refused approval of ${configFingerprint}`;
}

function resultJson(summary: VerificationSummary, keyId: string): string {
  return JSON.stringify({
    config_fingerprint: summary.configFingerprint,
    approved: summary.passed,
    policy: summary.policy,
    resource: summary.resourceUri,
    expires_at: summary.expiresAt,
    key_id: keyId,
  });
}
