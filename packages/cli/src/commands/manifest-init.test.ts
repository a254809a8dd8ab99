import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { loadManifest } from "@auditspan/provenance";
import { expect, test } from "vitest";
import { withAsk } from "../manifest/ask.ts";
import { askDraft } from "../manifest/ask-draft.ts";
import { findProject } from "../manifest/find-project.ts";
import { writeDraft } from "../manifest/write-draft.ts";
import { runCommand } from "../run-command.ts";
import { recordedIo } from "../testing/recorded-io.ts";
import { testFolder } from "../testing/test-folder.ts";
import { manifestInitCommand } from "./manifest-init.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const SECRET = "sk-live-1234567890";
const PROJECT = {
  "package.json": JSON.stringify({
    name: "@acme/support",
    version: "1.2.3",
    dependencies: { openai: "^4", constructor: "1" },
  }),
  Dockerfile: `FROM node:22 AS build
ENV BUILD_KEY=${SECRET}
FROM node:22
ENV LOG_LEVEL=info API_KEY="${SECRET} b" \\
    PATH=/bin
USER node:node
`,
  ".mcp.json": JSON.stringify({
    mcpServers: {
      files: {
        command: "npx",
        args: ["-y", "@mcp/server-filesystem@2.0.1", "/data"],
        env: { TOKEN: SECRET },
      },
      web: { url: "https://mcp.example.com/sse", headers: { authorization: SECRET } },
    },
  }),
  "tools/openai.json":
    '[{"type":"function","function":{"name":"lookup","parameters":{"type":"object","a":1}}}]',
  "src/tools.json":
    '{"tools":[{"name":"mail","version":"2","input_schema":{"a":1,"type":"object"}},{"no":1}]}',
  "tools/broken.json": "{",
  "prompts/system.md": "You are kind.\n",
  "policies/main.rego": "package main\n",
  "event-types.json": "{}",
};

async function init(dir: string, ...args: string[]) {
  const io = recordedIo();
  const commands = { "manifest init": manifestInitCommand };
  return { ...io, status: await runCommand(["manifest", "init", dir, ...args], commands, io) };
}

test("a project tells its agent, tools, servers, hosts, documents and variables, and no value", async () => {
  const dir = testFolder(PROJECT);
  const { status, stderr, stdout } = await init(dir, "--yes");
  expect(status).toBe(0);
  const text = readFileSync(join(dir, "auditspan.manifest.yaml"), "utf8");
  expect(text).toMatchInlineSnapshot(`
    "# yaml-language-server: $schema=./auditspan.manifest.schema.json
    # What this agent is. Values that are missing are to be filled in;
    # \`auditspan manifest check\` says what is left.
    agent:
      name: support
      version: "1.2.3"
    # image: repository@sha256:…
    tools:
      - name: lookup
        version: # fill in
        schemaDigest: sha256:c9e4b788f26317e4a897c39b9c7aa56910ec6cdce851b437984195639e96c9c9
      - name: mail
        version: "2"
        schemaDigest: sha256:c9e4b788f26317e4a897c39b9c7aa56910ec6cdce851b437984195639e96c9c9
    mcpServers:
      - name: files
        version: "2.0.1"
      - name: web
    hosts:
      - api.openai.com
      - mcp.example.com
    isolation:
      nonRoot: true
    prompts:
      system: prompts/system.md
    policies:
      main: policies/main.rego
    eventTypes: event-types.json
    config:
      LOG_LEVEL:
        class: # fill in: identity, operational or secret
        value: # fill in
      API_KEY:
        class: # fill in: identity, operational or secret
        value: # fill in
      TOKEN:
        class: # fill in: identity, operational or secret
        value: # fill in
    "
  `);
  expect([text, ...stderr, ...stdout].join("\n")).not.toContain(SECRET.slice(0, 8));
  expect(stderr.filter((line) => line.startsWith("found"))).toHaveLength(8);
});

test("what is not found is left to fill in, and told with its line", async () => {
  const dir = testFolder({});
  const { stdout, stderr } = await init(dir, "--yes");
  expect(stdout[0]).toMatch(/: 1 values are left to fill in$/);
  expect(stderr[0]).toMatch(/auditspan\.manifest\.yaml:6:12: to fill in: agent\.version: /);
  expect(loadManifest(join(dir, "auditspan.manifest.yaml")).kind).toBe("invalid");
});

test("the schema that the manifest names is there", async () => {
  const dir = testFolder({});
  await init(dir, "--yes");
  const [first] = readFileSync(join(dir, "auditspan.manifest.yaml"), "utf8").split("\n");
  const [, path] = /^# yaml-language-server: \$schema=(.*)$/.exec(first!)!;
  const schema = JSON.parse(readFileSync(join(dir, path!), "utf8")) as { properties: object };
  expect(Object.keys(schema.properties)).toContain("processingActivity");
});

test("a manifest that is there is not touched", async () => {
  const dir = testFolder({ "auditspan.manifest.yaml": "agent: {}\n" });
  expect((await init(dir, "--yes")).status).toBe(1);
  expect(readFileSync(join(dir, "auditspan.manifest.yaml"), "utf8")).toBe("agent: {}\n");
});

test("the answers of a person make it complete", async () => {
  const dir = testFolder(PROJECT);
  const input = new PassThrough();
  const output = new PassThrough();
  const answers = [
    "", // agent name
    "", // agent version
    `ghcr.io/acme/support@${DIGEST}`,
    "gpt-4o@2024-08-06, text-embedding-3-small@1",
    "",
    "operational", // LOG_LEVEL
    "secret", // API_KEY
    "vault:prod/openai#key",
    "", // TOKEN is left out
  ];
  // The next answer comes when the next question is asked, as from a person.
  output.on("data", (chunk: Buffer) => {
    if (chunk.toString().endsWith(": ")) input.write(`${answers.shift() ?? ""}\n`);
  });
  const draft = await withAsk(input, output, (ask) => askDraft(findProject(dir).draft, ask));
  const text = writeDraft({ ...draft, tools: [] }, []);
  expect(answers).toEqual([]);
  const other = testFolder({ ...PROJECT, "m.yaml": text });
  expect(loadManifest(join(other, "m.yaml"))).toMatchObject({
    kind: "manifest",
    manifest: {
      image: `ghcr.io/acme/support@${DIGEST}`,
      models: [{ name: "gpt-4o", version: "2024-08-06" }, { name: "text-embedding-3-small" }],
      config: {
        LOG_LEVEL: { class: "operational", value: "${LOG_LEVEL}" },
        API_KEY: { class: "secret", reference: "vault:prod/openai#key" },
      },
    },
  });
});

test("the end of the input ends the questions", async () => {
  const input = new PassThrough();
  const asked = withAsk(input, new PassThrough(), (ask) => ask("name", "a"));
  input.end();
  await expect(asked).rejects.toThrow("expected an answer, got the end of input");
});
