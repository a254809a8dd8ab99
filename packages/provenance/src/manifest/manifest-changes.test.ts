import { join } from "node:path";
import { COMPONENTS, differingComponents } from "@auditspan/core";
import type { Fingerprints } from "@auditspan/core";
import { expect, test } from "vitest";
import { manifestFolder } from "../testing/manifest-folder.ts";
import { SAMPLE_DIGEST, SAMPLE_MANIFEST } from "../testing/sample-manifest.ts";
import { loadManifest } from "./load-manifest.ts";

type Files = Readonly<Record<string, string>>;
type Effect = (typeof COMPONENTS)[number] | "deploy" | "nothing";

const MAIN = "auditspan.manifest.yaml";
const OTHER_DIGEST = SAMPLE_DIGEST.replace("0123", "3210");

/** Replaces a text of the manifest that must stand there once. */
const edit =
  (from: string, to: string, file = MAIN) =>
  (files: Files): Files => {
    const text = files[file]!;
    if (text.split(from).length !== 2) throw new Error(`expected ${from} once`);
    return { ...files, [file]: text.replace(from, () => to) };
  };

const all =
  (from: string, to: string, file = MAIN) =>
  (files: Files): Files => ({ ...files, [file]: files[file]!.replaceAll(from, to) });

const TABLE: readonly [string, (files: Files) => Files, Effect | readonly Effect[]][] = [
  // Nothing that a reader of the configuration would call a change.
  ["a comment more", edit("agent:", "# a comment\nagent:"), "nothing"],
  ["a comment less", edit("# What the support agent is.\n", ""), "nothing"],
  ["empty lines", edit("models:", "\n\n\nmodels:"), "nothing"],
  ["deeper indentation", all("\n  ", "\n      "), "nothing"],
  ["line endings of the manifest", all("\n", "\r\n"), "nothing"],
  ["line endings of a prompt", all("\n", "\r\n", "prompts/system.md"), "nothing"],
  ["line endings of a policy", all("\n", "\r\n", "policies/main.rego"), "nothing"],
  ["line endings of the event types", all("\n", "\r\n", "event-types.json"), "nothing"],
  ["a byte order mark", (files) => ({ ...files, [MAIN]: `\uFEFF${files[MAIN]!}` }), "nothing"],
  [
    "the order of keys",
    edit("name: support\n  version: 1.2.3", "version: 1.2.3\n  name: support"),
    "nothing",
  ],
  [
    "the order of fields",
    (files) => ({
      ...files,
      [MAIN]: files[MAIN]!.split(/\n(?=[a-z])/)
        .reverse()
        .join("\n"),
    }),
    "nothing",
  ],
  ["the order of a list", edit("[billing, refunds]", "[refunds, billing]"), "nothing"],
  ["the order of an enum", edit("enum(orders, refunds)", "enum(refunds,orders)"), "nothing"],
  [
    "block style for flow style",
    edit("[billing, refunds]", "\n  - billing\n  - refunds"),
    "nothing",
  ],
  ["quotes", edit("  name: support", "  \"name\": 'support'"), "nothing"],
  ["escapes", edit("  name: support", String.raw`  name: "supp\u006frt"`), "nothing"],
  ["an anchor", edit("- name: gpt-4o", "- name: &model gpt-4o"), "nothing"],
  [
    "an anchor and its alias",
    (files) =>
      edit(
        `bpf: {x86_64-6.8: "${SAMPLE_DIGEST}"}`,
        "bpf: {x86_64-6.8: *d}",
      )(edit(`  seccompProfile: ${SAMPLE_DIGEST}`, `  seccompProfile: &d ${SAMPLE_DIGEST}`)(files)),
    "nothing",
  ],
  ["another spelling of a number", edit("value: 0.7}", "value: 0.70}"), "nothing"],
  ["an exponent", edit("value: 0.7}", "value: 7e-1}"), "nothing"],
  ["a document marker", (files) => ({ ...files, [MAIN]: `---\n${files[MAIN]!}` }), "nothing"],
  ["a $schema line", edit("agent:", "$schema: ./manifest.schema.json\nagent:"), "nothing"],
  [
    "another path of a prompt",
    (files) => {
      const { "prompts/system.md": text, ...rest } = files;
      return { ...edit("prompts/system.md", "p/s.txt")(rest), "p/s.txt": text! };
    },
    "nothing",
  ],
  ["a file beside it", (files) => ({ ...files, "README.md": "hello" }), "nothing"],

  // Where and how it runs.
  ["the log level", edit("${LOG_LEVEL}", "debug"), "deploy"],
  ["another variable", edit("${LOG_LEVEL}", "${LEVEL}"), "deploy"],
  ["a path", edit("/var/lib/agent", "/data"), "deploy"],
  ["the build number", edit("4711", "4712"), "deploy"],
  ["a rotated secret that lies elsewhere", edit("prod/openai#key", "prod/openai-2#key"), "deploy"],
  ["another mirror of the image", edit("ghcr.io/acme", "mirror.example.com/acme"), "deploy"],
  [
    "a new operational field",
    edit("  build_number:", "  region: {class: operational, value: eu}\n  build_number:"),
    "deploy",
  ],

  // What it is.
  ["the image", edit(`support@${SAMPLE_DIGEST}`, `support@${OTHER_DIGEST}`), "image"],
  ["no image", edit(`image: ghcr.io/acme/support@${SAMPLE_DIGEST}\n`, ""), "image"],
  ["the version of a model", edit("2024-08-06", "2024-11-20"), "model"],
  ["the name of a model", edit("name: gpt-4o", "name: gpt-4o-mini"), "model"],
  ["the provider of a model", edit("provider: openai", "provider: azure.ai.openai"), "model"],
  [
    "the digest of a model",
    edit(`8b, digest: "${SAMPLE_DIGEST}"`, `8b, digest: "${OTHER_DIGEST}"`),
    "model",
  ],
  ["a model less", edit(`  - {name: llama-3.1-8b, digest: "${SAMPLE_DIGEST}"}\n`, ""), "model"],
  [
    "a tool version",
    edit("name: query_database\n    version: 1.2.3", "name: query_database\n    version: 1.2.4"),
    "tools",
  ],
  ["the name of a tool", edit("name: send_mail", "name: send_letter"), "tools"],
  [
    "the schema of a tool",
    edit(`schemaDigest: ${SAMPLE_DIGEST}`, `schemaDigest: ${OTHER_DIGEST}`),
    "tools",
  ],
  ["the event type of a tool", edit("eventType: db_query", "eventType: file_read"), "tools"],
  ["the risk of a tool", edit("risk: medium", "risk: high"), "tools"],
  ["the bound of a parameter", edit("count(1000)", "count(1001)"), "tools"],
  ["a value of an enum", edit("enum(orders, refunds)", "enum(orders)"), "tools"],
  ["a new parameter", edit("limit: count(1000)", "limit: count(1000)\n      all: flag"), "tools"],
  ["the kind of a result", edit("rows: size", "rows: count"), "tools"],
  [
    "a tool less",
    edit('  - name: send_mail\n    version: "4"\n    eventType: message_sent\n', ""),
    "tools",
  ],
  ["a handed-off agent", edit("[billing, refunds]", "[billing]"), "tools"],
  [
    "an MCP server",
    edit("{name: files, version: 2.0.0}", "{name: files, version: 2.0.1}"),
    "tools",
  ],
  ["one byte of a prompt", edit("Be kind.", "Be kind!", "prompts/system.md"), "prompts"],
  [
    "a space at the end of a prompt",
    edit("Be kind.\n", "Be kind. \n", "prompts/system.md"),
    "prompts",
  ],
  [
    "the last line ending of a prompt",
    edit("Be kind.\n", "Be kind.", "prompts/system.md"),
    "prompts",
  ],
  ["the name of a prompt", edit("  system: p", "  main: p"), "prompts"],
  ["one byte of a policy", edit("false", "true ", "policies/main.rego"), "policy"],
  [
    "a comment in a policy",
    edit("package main", "# c\npackage main", "policies/main.rego"),
    "policy",
  ],
  [
    "a host more",
    edit("  - mail.example.com", "  - mail.example.com\n  - b.example.com"),
    "policy",
  ],
  [
    "the seccomp profile",
    edit(`seccompProfile: ${SAMPLE_DIGEST}`, `seccompProfile: ${OTHER_DIGEST}`),
    "policy",
  ],
  ["a BPF program", edit(`6.8: "${SAMPLE_DIGEST}"`, `6.8: "${OTHER_DIGEST}"`), "policy"],
  ["root allowed", edit("nonRoot: true", "nonRoot: false"), "policy"],
  ["new privileges no longer judged", edit("  noNewPrivileges: true\n", ""), "policy"],
  [
    "a capability more",
    edit("[CAP_NET_BIND_SERVICE]", "[CAP_NET_BIND_SERVICE, CAP_BPF]"),
    "policy",
  ],
  ["the processing activity", edit("customer-support", "sales"), "policy"],
  ["one byte of the event types", edit("1", "2", "event-types.json"), "event_types"],
  ["the temperature", edit("value: 0.7}", "value: 0.8}"), "config"],
  ["a number as text", edit("value: 0.7}", 'value: "0.7"}'), "config"],
  ["the order inside a value", edit("value: [a, b]", "value: [b, a]"), "config"],
  [
    "the agent's version",
    edit("name: support\n  version: 1.2.3", "name: support\n  version: 1.2.4"),
    "config",
  ],
  ["the agent's name", edit("name: support", "name: sales"), "config"],
  [
    "a new secret",
    edit("  api_key:", '  mail_key: {class: secret, value: "vault:m#k"}\n  api_key:'),
    "config",
  ],
  [
    "an identity field that becomes operational",
    edit("temperature: {class: identity", "temperature: {class: operational"),
    "config",
  ],
  [
    "a prompt and a tool at once",
    (files) =>
      edit(
        "name: send_mail",
        "name: send_letter",
      )(edit("kind", "polite", "prompts/system.md")(files)),
    ["tools", "prompts"],
  ],
];

let sample: Fingerprints | undefined;

test("the table has its 60 changes", () => {
  expect(TABLE.length).toBeGreaterThanOrEqual(60);
});

test.each(TABLE)("%s", (_, change, effect) => {
  const before = (sample ??= fingerprintsOf(SAMPLE_MANIFEST));
  const after = fingerprintsOf(change(SAMPLE_MANIFEST));
  const effects = new Set([effect].flat());
  const components = COMPONENTS.filter((name) => effects.has(name));
  expect(differingComponents(before.components, after.components)).toEqual(components);
  expect(after.configFingerprint !== before.configFingerprint).toBe(components.length > 0);
  expect(after.deployFingerprint !== before.deployFingerprint).toBe(!effects.has("nothing"));
  expect(after.templateDigest !== before.templateDigest).toBe(!effects.has("nothing"));
});

test("the environment changes the deploy fingerprint and nothing else", () => {
  const folder = manifestFolder(SAMPLE_MANIFEST);
  const [before, after] = ["info", "debug"].map((LOG_LEVEL) => {
    const loaded = loadManifest(join(folder, MAIN), { env: { LOG_LEVEL, OTHER: LOG_LEVEL } });
    if (loaded.kind !== "manifest") throw new Error("expected a manifest");
    return loaded.fingerprints;
  });
  expect(after).toEqual({ ...before, deployFingerprint: after!.deployFingerprint });
  expect(after!.deployFingerprint).not.toBe(before!.deployFingerprint);
});

function fingerprintsOf(files: Files): Fingerprints {
  const loaded = loadManifest(join(manifestFolder(files), MAIN));
  if (loaded.kind !== "manifest") throw new Error(JSON.stringify(loaded.problems));
  return loaded.fingerprints;
}
