import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryManifest } from "../testing/arbitrary-manifest.ts";
import { describeChanges, differingComponents } from "./describe-changes.ts";
import { diffManifests } from "./diff-manifests.ts";
import { fingerprintManifest } from "./fingerprint.ts";
import type { Manifest, ManifestTool } from "./manifest.ts";

const SHA = `sha256:${"a".repeat(64)}`;
const OTHER = `sha256:${"b".repeat(64)}`;

const tool = (name: string, version: string): ManifestTool => ({
  name,
  version,
  schemaDigest: undefined,
  eventType: "tool_call",
  risk: undefined,
  parameters: {},
  results: {},
});

const BASE: Manifest = {
  agent: { name: "support", version: "1.2.3" },
  image: `ghcr.io/acme/support@${SHA}`,
  models: [{ name: "gpt-4o", provider: "openai", version: "2024-08-06", digest: undefined }],
  tools: [tool("query_database", "1.2.3"), tool("send_mail", "4")],
  agents: ["billing"],
  mcpServers: [{ name: "files", version: "2.0.0", digest: undefined }],
  hosts: ["api.openai.com"],
  isolation: {
    seccompProfile: SHA,
    bpf: {},
    nonRoot: true,
    noNewPrivileges: true,
    capabilities: [],
  },
  prompts: { system: SHA },
  policies: { main: SHA },
  processingActivity: "support",
  eventTypes: SHA,
  config: {
    temperature: { class: "identity", value: 0.7 },
    tone: { class: "identity", value: "kind" },
    log_level: { class: "operational", value: "info" },
    api_key: { class: "secret", reference: "vault:a#k" },
  },
};

test.each<[string, Partial<Manifest>, string]>([
  [
    "a tool's version",
    { tools: [tool("query_database", "1.2.4"), tool("send_mail", "4")] },
    "the tools changed: query_database 1.2.3 → 1.2.4",
  ],
  [
    "a new tool and one that is gone",
    { tools: [tool("query_database", "1.2.3"), tool("refund", "1")] },
    "the tools changed: send_mail removed 4, refund added 1",
  ],
  [
    "a tool's parameters",
    {
      tools: [
        { ...tool("query_database", "1.2.3"), parameters: { limit: { kind: "flag" } } },
        tool("send_mail", "4"),
      ],
    },
    "the tools changed: query_database parameters changed",
  ],
  ["a handed-off agent", { agents: [] }, "the tools changed: agent billing removed"],
  [
    "an MCP server",
    { mcpServers: [{ name: "files", version: "2.1.0", digest: undefined }] },
    "the tools changed: mcp server files 2.0.0 → 2.1.0",
  ],
  [
    "the image",
    { image: `ghcr.io/acme/support@${OTHER}` },
    "the image changed: sha256:aaaaaaaaaaaa → sha256:bbbbbbbbbbbb",
  ],
  [
    "the repository of the image",
    { image: `mirror/support@${SHA}` },
    "the deployment changed: image repository ghcr.io/acme/support → mirror/support",
  ],
  [
    "the model",
    { models: [{ name: "gpt-4o", provider: "openai", version: "2024-11-20", digest: undefined }] },
    "the models changed: gpt-4o 2024-08-06 → 2024-11-20",
  ],
  [
    "a prompt",
    { prompts: { system: OTHER } },
    "the prompts changed: system sha256:aaaaaaaaaaaa → sha256:bbbbbbbbbbbb",
  ],
  ["a host", { hosts: [] }, "the policy changed: host api.openai.com removed"],
  [
    "the isolation",
    { isolation: { ...BASE.isolation!, nonRoot: false } },
    "the policy changed: isolation nonRoot true → false",
  ],
  [
    "a setting that is a number",
    { config: { ...BASE.config, temperature: { class: "identity", value: 0.9 } } },
    "the config changed: temperature 0.7 → 0.9",
  ],
  [
    "a setting that is a text, which is not shown",
    { config: { ...BASE.config, tone: { class: "identity", value: "harsh" } } },
    "the config changed: tone changed",
  ],
  [
    "an operational setting",
    { config: { ...BASE.config, log_level: { class: "operational", value: "debug" } } },
    "the deployment changed: log_level changed",
  ],
  [
    "a vault reference, which is not shown",
    { config: { ...BASE.config, api_key: { class: "secret", reference: "vault:b#k" } } },
    "the deployment changed: api_key vault reference changed",
  ],
  [
    "the agent's version",
    { agent: { name: "support", version: "1.2.4" } },
    "the config changed: agent 1.2.3 → 1.2.4",
  ],
  [
    "the event types",
    { eventTypes: OTHER },
    "the event types changed: sha256:aaaaaaaaaaaa → sha256:bbbbbbbbbbbb",
  ],
])("tells %s", (_, change, words) => {
  expect(describeChanges(diffManifests(BASE, { ...BASE, ...change }))).toEqual([words]);
});

test("a field that changes its class changes the config and the deployment", () => {
  const to: Manifest = {
    ...BASE,
    config: { ...BASE.config, temperature: { class: "operational", value: 0.7 } },
  };
  const components = diffManifests(BASE, to).map(({ component }) => component);
  expect(new Set(components)).toEqual(new Set(["config", "deploy"]));
});

test("nothing changed where nothing did, in whatever order it stands", () => {
  const reordered: Manifest = { ...BASE, tools: [...BASE.tools].reverse() };
  expect(diffManifests(BASE, reordered)).toEqual([]);
});

test("of fingerprints alone the components that differ are told", () => {
  const [from, to] = [BASE, { ...BASE, hosts: ["b"], prompts: {} }].map(
    (manifest) => fingerprintManifest(manifest).components,
  );
  expect(differingComponents(from!, to!)).toEqual(["prompts", "policy"]);
  expect(differingComponents(from!, { policy: to!.policy })).toEqual(["policy"]);
});

test("a change is told of exactly the components whose digests differ", () => {
  fc.assert(
    fc.property(arbitraryManifest, arbitraryManifest, (from, to) => {
      const [before, after] = [from, to].map((manifest) => fingerprintManifest(manifest));
      const told = new Set<string>(diffManifests(from, to).map(({ component }) => component));
      const deployed = told.delete("deploy");
      expect(told).toEqual(new Set(differingComponents(before!.components, after!.components)));
      const differs = before!.deployFingerprint !== after!.deployFingerprint;
      expect(deployed || told.size > 0).toBe(differs);
    }),
    { numRuns: 1000 },
  );
});
