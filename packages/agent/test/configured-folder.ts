import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeBody } from "@auditspan/core";
import type { Fingerprints, SpanRecord } from "@auditspan/core";
import type { Sender } from "@auditspan/emitter";
import {
  agentConfigStatement,
  loadManifest,
  signingKey,
  signStatement,
} from "@auditspan/provenance";
import { onTestFinished } from "vitest";
import { createPipeline } from "../src/pipeline.ts";
import { loadProvenance } from "../src/provenance/load-provenance.ts";
import type { ProvenanceOptions } from "../src/provenance/load-provenance.ts";

export const PROMPT = "You never tell anybody about project Nightjar.";
const MANIFEST = `
agent: { name: support-agent, version: 1.4.0 }
image: registry.example.com/support@sha256:${"1".repeat(64)}
models: [{ name: gpt-4o, provider: openai, version: "2024-08-06" }]
tools: [{ name: lookup, version: 1.0.0 }]
prompts: { system: prompt.txt }
processingActivity: customer_support
config:
  temperature: { class: identity, value: 0.5 }
  level: { class: operational, value: "\${LOG_LEVEL}" }
`;

/** A folder with a manifest and its prompt, which goes when the test ends. */
export class ConfiguredFolder {
  readonly #path = mkdtempSync(join(tmpdir(), "auditspan-provenance-"));
  /** Lines that were said of the configuration. */
  readonly said: string[] = [];

  constructor() {
    onTestFinished(() => rmSync(this.#path, { recursive: true }));
    this.write("prompt.txt", PROMPT);
    this.write("auditspan.manifest.yaml", MANIFEST);
  }

  file(name: string): string {
    return join(this.#path, name);
  }

  write(name: string, content: string | Uint8Array): void {
    writeFileSync(this.file(name), content);
  }

  /** The fingerprints of what lies in the folder now. */
  fingerprints(env: NodeJS.ProcessEnv = {}): Fingerprints {
    return this.#load(env).fingerprints;
  }

  /** Attests what lies in the folder now, and writes the key beside it. */
  attest(): Pick<ProvenanceOptions, "attestation" | "attestationKeys"> {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { manifest, fingerprints } = this.#load({});
    const key = signingKey(privateKey.export({ type: "pkcs8", format: "pem" }));
    const statement = agentConfigStatement(manifest, fingerprints, new Date());
    this.write("attestation.json", signStatement(statement, key));
    this.write("key.pem", publicKey.export({ type: "spki", format: "pem" }));
    return { attestation: this.file("attestation.json"), attestationKeys: this.file("key.pem") };
  }

  /** A pipeline with this configuration, and what it sends. */
  audited(options: Partial<ProvenanceOptions> = {}) {
    const bodies: Buffer[] = [];
    const sender: Sender = {
      async send(body) {
        bodies.push(Buffer.concat(body));
        return { status: "success" };
      },
      shutdown() {},
    };
    const provenance = loadProvenance({
      manifest: this.file("auditspan.manifest.yaml"),
      recheckMs: 100,
      warn: (line) => this.said.push(line),
      ...options,
    });
    const pipeline = createPipeline({ session: { provenance }, emitter: { sender } });
    onTestFinished(() => pipeline.shutdown());
    const acts = (attributes: Record<string, unknown>): void =>
      pipeline.accept(
        spanOf(attributes),
        { read: (span) => span, origin: (span) => span },
        undefined,
      );
    return {
      pipeline,
      bodies,
      /** An ordinary event. */
      ticks: () => acts({}),
      calls: (model: string) =>
        acts({
          "gen_ai.operation.name": "chat",
          "gen_ai.request.model": "gpt-4o",
          "gen_ai.response.model": model,
        }),
      uses: (tool: string) =>
        acts({ "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": tool }),
      events: async (type?: string) => {
        await pipeline.forceFlush();
        const sent = bodies.flatMap(
          (body) => decodeBody(body, { signal: "traces" }) as SpanRecord[],
        );
        return sent.filter(
          (span) => type === undefined || span.attributes["auditspan.event.type"] === type,
        );
      },
    };
  }

  #load(env: NodeJS.ProcessEnv) {
    const loaded = loadManifest(this.file("auditspan.manifest.yaml"), { env });
    if (loaded.kind !== "manifest") throw new Error("expected a manifest");
    return loaded;
  }
}

let spans = 0;

function spanOf(attributes: Record<string, unknown>): SpanRecord {
  spans++;
  return {
    signal: "span",
    traceId: "a".repeat(32),
    spanId: String(spans).padStart(16, "0"),
    parentSpanId: undefined,
    name: "span",
    kind: 1,
    startTime: BigInt(Date.now()) * 1_000_000n,
    endTime: BigInt(Date.now()) * 1_000_000n + 1_000n,
    attributes,
    events: [],
    statusCode: 0,
    scope: { name: "test" },
    resource: {},
  };
}
