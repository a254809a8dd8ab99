import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { fingerprintManifest } from "@auditspan/core";
import type { Manifest } from "@auditspan/core";
import { agentConfigStatement } from "../attestation/agent-config.ts";
import { signStatement } from "../attestation/sign-statement.ts";
import { signingKey } from "../attestation/signing-key.ts";
import type { SigningKey } from "../attestation/signing-key.ts";
import type { Statement } from "../attestation/statement.ts";
import { verificationKeys } from "../attestation/verification-keys.ts";
import type { VerificationKey } from "../attestation/verification-keys.ts";

export const IMAGE_DIGEST = `sha256:${"1a".repeat(32)}`;
export const POLICY_DIGEST = `sha256:${"2b".repeat(32)}`;

/** A manifest that uses every field, its lists in the order of the identity view. */
export const MANIFEST: Manifest = {
  agent: { name: "support-agent", version: "1.4.0" },
  image: `registry.example.com/support-agent@${IMAGE_DIGEST}`,
  models: [
    { name: "own", provider: undefined, version: undefined, digest: `sha256:${"3c".repeat(32)}` },
    { name: "gpt-5", provider: "openai", version: "2026-08-01", digest: undefined },
  ],
  tools: [
    {
      name: "query_database",
      version: "1.2.3",
      schemaDigest: `sha256:${"4d".repeat(32)}`,
      eventType: "db_query",
      risk: "high",
      parameters: {
        limit: { kind: "count", max: 1000 },
        table: { kind: "enum", values: ["orders", "refunds"] },
        hosts: { kind: "list", of: { kind: "member", set: "hosts" }, max: 4 },
      },
      results: {
        found: { kind: "flag" },
        bytes: { kind: "size" },
        share: { kind: "ratio", min: 0, max: 1 },
      },
    },
    {
      name: "lookup",
      version: "1.0.0",
      schemaDigest: undefined,
      eventType: "tool_call",
      risk: undefined,
      parameters: {},
      results: {},
    },
  ],
  agents: ["billing-agent"],
  mcpServers: [
    { name: "search", version: undefined, digest: `sha256:${"5e".repeat(32)}` },
    { name: "files", version: "2.0.0", digest: undefined },
  ],
  hosts: ["api.example.com"],
  isolation: {
    seccompProfile: `sha256:${"6f".repeat(32)}`,
    bpf: { "x86-64": `sha256:${"70".repeat(32)}` },
    nonRoot: true,
    noNewPrivileges: true,
    capabilities: ["CAP_NET_BIND_SERVICE"],
  },
  prompts: { system: `sha256:${"81".repeat(32)}` },
  policies: { refunds: POLICY_DIGEST },
  processingActivity: "PA-7",
  eventTypes: `sha256:${"92".repeat(32)}`,
  config: {
    temperature: { class: "identity", value: 0.7 },
    limits: { class: "identity", value: { tokens: 4096, stop: ["\n", null, true] } },
    logLevel: { class: "operational", value: "${LOG_LEVEL}" },
    apiKey: { class: "secret", reference: "vault:agents/support#api-key" },
  },
};

/** A time at which nothing here has expired. */
export const NOW: Date = new Date("2026-11-25T12:00:00.000Z");

/** A fresh key, private and public. */
export function freshKey(): {
  readonly key: SigningKey;
  readonly keys: readonly VerificationKey[];
} {
  const { privatePem, publicPem } = freshPem();
  return { key: signingKey(privatePem), keys: verificationKeys(publicPem) };
}

export function freshPem(): { readonly privatePem: string; readonly publicPem: string } {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    privatePem: privateKey.export({ format: "pem", type: "pkcs8" }),
    publicPem: createPublicKey(privateKey).export({ format: "pem", type: "spki" }),
  };
}

export function sampleStatement(manifest: Manifest = MANIFEST): Statement {
  return agentConfigStatement(manifest, fingerprintManifest(manifest), NOW);
}

export function sampleEnvelope(key: SigningKey, manifest?: Manifest): Uint8Array {
  return signStatement(sampleStatement(manifest), key);
}
