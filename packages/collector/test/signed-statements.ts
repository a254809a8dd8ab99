import { generateKeyPairSync, hash, randomUUID } from "node:crypto";
import {
  createEvent,
  createRequestHead,
  encodeEvent,
  fingerprintManifest,
  manifestNames,
  ProtobufWriter,
  selfIssuedContext,
} from "@auditspan/core";
import type { Attributes, Manifest, ManifestTool } from "@auditspan/core";
import {
  agentConfigStatement,
  revocationStatement,
  signingKey,
  signStatement,
  summaryStatement,
  verificationKeys,
} from "@auditspan/provenance";
import type { SigningKey, VerificationKey } from "@auditspan/provenance";

const TOOL: ManifestTool = {
  name: "lookup_order",
  version: "1.0.0",
  schemaDigest: undefined,
  eventType: "tool_call",
  risk: undefined,
  parameters: {},
  results: {},
};

export const MANIFEST: Manifest = {
  agent: { name: "support-agent", version: "1.4.0" },
  image: `registry.example.com/support@sha256:${"1a".repeat(32)}`,
  models: [{ name: "gpt-4o", provider: "openai", version: undefined, digest: undefined }],
  tools: [TOOL],
  agents: [],
  mcpServers: [],
  hosts: [],
  isolation: {
    seccompProfile: undefined,
    bpf: {},
    nonRoot: true,
    noNewPrivileges: undefined,
    capabilities: undefined,
  },
  prompts: {},
  policies: {},
  processingActivity: undefined,
  eventTypes: undefined,
  config: {},
};

export const FINGERPRINT: string = fingerprintManifest(MANIFEST).configFingerprint;

/** A new key, and what verifies it. */
export function newKey(): { key: SigningKey; keys: readonly VerificationKey[]; pem: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = publicKey.export({ type: "spki", format: "pem" });
  const secret = privateKey.export({ type: "pkcs8", format: "pem" });
  return { key: signingKey(secret), keys: verificationKeys(pem), pem };
}

export function attestation(key: SigningKey, at: Date = new Date(0)): Uint8Array {
  return signStatement(agentConfigStatement(MANIFEST, fingerprintManifest(MANIFEST), at), key);
}

export function approval(key: SigningKey, decidedAt: Date, passed = true): Uint8Array {
  const statement = summaryStatement({
    configFingerprint: FINGERPRINT,
    approver: "https://example.com/release",
    decidedAt,
    expiresAt: new Date(decidedAt.getTime() + 86_400_000),
    resourceUri: `oci://registry.example.com/support@sha256:${"1a".repeat(32)}`,
    policy: { uri: "https://example.com/policy", digest: `sha256:${"2b".repeat(32)}` },
    attestation: `sha256:${hash("sha256", attestation(key), "hex")}`,
    passed,
  });
  return signStatement(statement, key);
}

export function revocation(key: SigningKey, revokedAt: Date): Uint8Array {
  const reason = "compromised";
  return signStatement(
    revocationStatement({ configFingerprint: FINGERPRINT, revokedAt, reason }),
    key,
  );
}

/** A store that holds these envelopes. */
export function storeOf(...envelopes: Uint8Array[]) {
  return { list: () => Promise.resolve(envelopes) };
}

/** The request with a tool call as an agent with the attested configuration sends it. */
export function attestedToolCall(tool: string, attributes: Attributes = {}): Uint8Array {
  const names = manifestNames({
    ...MANIFEST,
    tools: [TOOL, { ...TOOL, name: "undeclared" }],
  });
  const context = selfIssuedContext({
    sessionId: randomUUID(),
    key: new Uint8Array(32),
    names: { ...names, fingerprint: FINGERPRINT },
    source: "emitted",
    attributes: { "auditspan.config.binding": "attested", ...attributes },
  });
  const time = BigInt(Date.now()) * 1_000_000n;
  const event = createEvent("tool_call", { "gen_ai.tool.name": tool }, context, { time });
  const chunk = new ProtobufWriter(1024);
  encodeEvent(chunk, event, { lane: "ab".repeat(8), seq: 0 });
  const body = chunk.bytes();
  return Buffer.concat([
    createRequestHead({ serviceName: "a", sdkVersion: "0" })(body.length),
    body,
  ]);
}
