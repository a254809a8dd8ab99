import { join } from "node:path";
import { expect, test } from "vitest";
import { manifestFolder } from "../testing/manifest-folder.ts";
import { SAMPLE_DIGEST, SAMPLE_MANIFEST } from "../testing/sample-manifest.ts";
import { loadManifest } from "./load-manifest.ts";
import type { LoadedManifest } from "./load-manifest.ts";

const SECRET = "sk-live-51H8xQ2eZvKYlo2C";

function load(
  files: Readonly<Record<string, string | Uint8Array>>,
  main = "m.yaml",
): LoadedManifest {
  return loadManifest(join(manifestFolder(files), main));
}

/** `line:column code` of each problem of a manifest text. */
function problemsOf(text: string): string[] {
  return load({ "m.yaml": text }).problems.map(
    ({ line, column, code }) => `${line}:${column} ${code}`,
  );
}

function manifestOf(loaded: LoadedManifest) {
  if (loaded.kind !== "manifest") throw new Error(JSON.stringify(loaded.problems));
  return loaded;
}

const AGENT = "agent: {name: support, version: 1.2.3}\n";

test("every field of a manifest is read", () => {
  const { manifest, names, secrets, problems } = manifestOf(
    load(SAMPLE_MANIFEST, "auditspan.manifest.yaml"),
  );
  expect(problems).toEqual([]);
  expect(manifest.tools[0]).toEqual({
    name: "query_database",
    version: "1.2.3",
    schemaDigest: SAMPLE_DIGEST,
    eventType: "db_query",
    risk: "medium",
    parameters: {
      limit: { kind: "count", max: 1000 },
      table: { kind: "enum", values: ["orders", "refunds"] },
    },
    results: { rows: { kind: "size" } },
  });
  expect(manifest.config["log_level"]).toEqual({ class: "operational", value: "${LOG_LEVEL}" });
  expect(manifest.isolation?.capabilities).toEqual(["CAP_NET_BIND_SERVICE"]);
  expect(names.agent).toBe("support");
  expect([...names.agents]).toEqual(["support", "billing", "refunds"]);
  expect(names.models.has("gpt-4o-2024-08-06")).toBe(true);
  expect(names.given).toBe(true);
  expect(secrets).toMatchObject([{ name: "api_key", reference: "vault:prod/openai#key" }]);
});

test("a secret is found where its reference stands", () => {
  const { secrets } = load({
    "m.yaml": `${AGENT}config:\n  key:\n    class: secret\n    value: vault:a/b#c\n`,
  });
  expect(secrets).toMatchObject([{ name: "key", line: 5, column: 12 }]);
});

test.each<[string, string, string[]]>([
  ["no agent", "hosts: []\nconfig: {}\n", ["1:1 missing_field"]],
  ["no version", "agent: {name: a}\n", ["1:8 missing_field"]],
  [
    "a version that YAML takes for a number",
    "agent: {name: a, version: 1.10}\n",
    ["1:27 wrong_type"],
  ],
  ["a field that is not there", `${AGENT}hots: []\n`, ["2:1 unknown_field"]],
  [
    "an unknown field of a tool",
    `${AGENT}tools:\n  - {name: a, version: "1", typ: x}\n`,
    ["3:29 unknown_field"],
  ],
  ["an image by tag", `${AGENT}image: ghcr.io/acme/support:1.2.3\n`, ["2:8 image_tag"]],
  ["an image by tag and digest", `${AGENT}image: a:1@${SAMPLE_DIGEST}\n`, ["2:8 image_tag"]],
  ["an image from the environment", `${AGENT}image: "\${IMAGE}"\n`, ["2:8 template_not_allowed"]],
  ["a model without a pin", `${AGENT}models:\n  - name: gpt-4o\n`, ["3:5 unpinned_model"]],
  [
    "the version latest",
    `${AGENT}models:\n  - {name: a, version: latest}\n`,
    ["3:24 invalid_value"],
  ],
  [
    "a tool that stands twice",
    `${AGENT}tools:\n  - {name: a, version: "1"}\n  - {name: a, version: "2"}\n`,
    ["4:5 duplicate"],
  ],
  ["a host that stands twice", `${AGENT}hosts: [a, a]\n`, ["2:12 duplicate"]],
  ["a URL for a host", `${AGENT}hosts: [https://a]\n`, ["2:9 invalid_value"]],
  [
    "prose for a kind",
    `${AGENT}tools:\n  - {name: a, version: "1", parameters: {q: text}}\n`,
    ["3:45 invalid_value"],
  ],
  [
    "an event type of the system",
    `${AGENT}tools:\n  - {name: a, version: "1", eventType: checkpoint}\n`,
    ["3:40 invalid_value"],
  ],
  [
    "an unknown risk",
    `${AGENT}tools:\n  - {name: a, version: "1", risk: huge}\n`,
    ["3:35 invalid_value"],
  ],
  [
    "a capability that is none",
    `${AGENT}isolation: {capabilities: [ALL]}\n`,
    ["2:28 invalid_value"],
  ],
  ["a text for a flag", `${AGENT}isolation: {nonRoot: "yes"}\n`, ["2:22 wrong_type"]],
  [
    "a digest that is cut off",
    `${AGENT}isolation: {seccompProfile: "sha256:12"}\n`,
    ["2:29 invalid_value"],
  ],
  ["a prompt that is not there", `${AGENT}prompts: {a: none.md}\n`, ["2:14 unreadable"]],
  ["a folder for a prompt", `${AGENT}prompts: {a: .}\n`, ["2:14 unreadable"]],
  ["a field without class", `${AGENT}config:\n  temperature: 0.7\n`, ["3:3 unclassified_field"]],
  ["a map without class", `${AGENT}config:\n  limits: {value: 3}\n`, ["3:3 unclassified_field"]],
  ["an unknown class", `${AGENT}config:\n  a: {class: public, value: 1}\n`, ["3:14 unknown_class"]],
  [
    "a class of Object",
    `${AGENT}config:\n  a: {class: constructor, value: 1}\n`,
    ["3:14 unknown_class"],
  ],
  ["no value", `${AGENT}config:\n  a: {class: identity}\n`, ["3:6 missing_field"]],
  [
    "a literal secret",
    `${AGENT}config:\n  a: {class: secret, value: ${SECRET}}\n`,
    ["3:29 literal_secret"],
  ],
  [
    "a secret from the environment",
    `${AGENT}config:\n  a: {class: secret, value: "\${KEY}"}\n`,
    ["3:29 literal_secret"],
  ],
  [
    "a secret in a list",
    `${AGENT}config:\n  a: {class: secret, value: [${SECRET}]}\n`,
    ["3:29 literal_secret"],
  ],
  [
    "a template in the identity",
    `${AGENT}config:\n  a: {class: identity, value: [1, "\${A}"]}\n`,
    ["3:35 template_not_allowed"],
  ],
  [
    "a template with a default",
    `${AGENT}config:\n  a: {class: operational, value: "\${A:-${SECRET}}"}\n`,
    ["3:34 invalid_value"],
  ],
  [
    "a template that is not closed",
    `${AGENT}config:\n  a: {class: operational, value: "\${A} \${B"}\n`,
    ["3:34 invalid_value"],
  ],
  [
    "a vault reference that is no secret",
    `${AGENT}config:\n  a: {class: operational, value: "vault:a#b"}\n`,
    ["3:34 invalid_value"],
  ],
  [
    "a field of config beside class and value",
    `${AGENT}config:\n  a: {class: identity, value: 1, default: 2}\n`,
    ["3:34 unknown_field"],
  ],
  ["a key that stands twice", `${AGENT}hosts: [a]\nhosts: [b]\n`, ["3:1 duplicate"]],
  ["a tag", `${AGENT}hosts: !!set {a}\n`, ["2:14 syntax"]],
  ["a syntax error", `${AGENT}hosts: [a\nimage: b\n`, ["3:1 syntax"]],
  ["an alias of nothing", `${AGENT}hosts: *h\n`, ["2:8 syntax"]],
  [
    "a number past 2^53",
    `${AGENT}config:\n  a: {class: identity, value: 9007199254740993}\n`,
    ["3:31 invalid_value"],
  ],
  ["infinity", `${AGENT}config:\n  a: {class: identity, value: .inf}\n`, ["3:31 invalid_value"]],
  [
    "half a surrogate pair",
    `${AGENT}config:\n  a: {class: identity, value: "\\ud800"}\n`,
    ["3:31 invalid_value"],
  ],
  ["YAML 1.1", `%YAML 1.1\n---\n${AGENT}`, ["1:1 syntax"]],
  ["two documents", `${AGENT}---\n${AGENT}`, ["2:1 syntax"]],
  ["a list", "- a\n", ["1:1 wrong_type"]],
  ["nothing", "", ["1:1 wrong_type"]],
])("%s is an error with its place", (_, text, problems) => {
  expect(problemsOf(text)).toEqual(problems);
});

test("no value of a file stands in a message", () => {
  const words = ["value", "class", "hosts", "image", "prompts", "x"];
  const places = [
    ...words.map((word) => `${AGENT}${word}: ${SECRET}\n`),
    ...words.map((word) => `${AGENT}config:\n  a: {${word}: ${SECRET}}\n`),
    `${AGENT}config: {a: {class: secret, value: ${SECRET}}}\n`,
    `${AGENT}config: {a: {class: operational, value: "\${${SECRET}}"}}\n`,
    `${AGENT}tools: [{name: a, version: {${SECRET}: 1}}]\n`,
    `${AGENT}config: "${SECRET}\n`,
  ];
  for (const text of places) {
    const { problems } = load({ "m.yaml": text });
    expect(problems.length).toBeGreaterThan(0);
    expect(JSON.stringify(problems)).not.toContain(SECRET);
  }
});

test("a policy and a deployment make one manifest, in whichever of them a field stands", () => {
  const whole = manifestOf(load(SAMPLE_MANIFEST, "auditspan.manifest.yaml"));
  const text = SAMPLE_MANIFEST["auditspan.manifest.yaml"]!;
  const cut = text.indexOf("  log_level:");
  const split = manifestOf(
    load(
      {
        ...SAMPLE_MANIFEST,
        "deploy/deploy.yaml": `extends: ../policy.yaml\nconfig:\n${text.slice(cut)}`,
        "policy.yaml": text.slice(0, cut),
      },
      "deploy/deploy.yaml",
    ),
  );
  expect(split.fingerprints).toEqual(whole.fingerprints);
  expect(split.files.map((file) => file.split("/").pop())).toEqual([
    "deploy.yaml",
    "policy.yaml",
    "system.md",
    "main.rego",
    "event-types.json",
  ]);
});

test("lists of two files are joined, and nothing overrides anything", () => {
  const loaded = manifestOf(
    load({ "m.yaml": "extends: [b.yaml]\nhosts: [a]\n", "b.yaml": `${AGENT}hosts: [b]\n` }),
  );
  expect(loaded.manifest.hosts).toEqual(["a", "b"]);
  const { problems } = load({
    "m.yaml": "extends: b.yaml\nconfig:\n  t: {class: identity, value: 1}\n",
    "b.yaml": `${AGENT}config:\n  t: {class: identity, value: 2}\n`,
  });
  expect(problems).toMatchObject([{ code: "duplicate", line: 3, column: 3 }]);
  expect(problems[0]!.file).toMatch(/b\.yaml$/);
  expect(problems[0]!.message).toMatch(/m\.yaml:3 too$/);
});

test("a file that two others extend counts once", () => {
  const { manifest } = manifestOf(
    load({
      "m.yaml": `${AGENT}extends: [a.yaml, b.yaml]\n`,
      "a.yaml": "extends: c.yaml\n",
      "b.yaml": "extends: ./c.yaml\n",
      "c.yaml": "hosts: [c]\n",
    }),
  );
  expect(manifest.hosts).toEqual(["c"]);
});

test("files that extend one another, too many and missing ones are errors", () => {
  const circle = load({ "m.yaml": `${AGENT}extends: a.yaml\n`, "a.yaml": "extends: m.yaml\n" });
  expect(circle.problems).toMatchObject([{ code: "extends_cycle", line: 1, column: 10 }]);
  const chain = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [`${i}.yaml`, `extends: ${i + 1}.yaml\n`]),
  );
  expect(load(chain, "0.yaml").problems.map(({ code }) => code)).toContain("too_large");
  const missing = load({ "m.yaml": `${AGENT}extends: none.yaml\n` });
  expect(missing).toMatchObject({ kind: "invalid", problems: [{ code: "unreadable", line: 2 }] });
  expect(loadManifest("/none/m.yaml")).toMatchObject({
    kind: "invalid",
    problems: [{ code: "unreadable", file: "/none/m.yaml", line: 1, column: 1 }],
  });
});

test("JSON is a manifest too", () => {
  const loaded = load(
    { "m.json": JSON.stringify({ $schema: "x", agent: { name: "a", version: "1" } }) },
    "m.json",
  );
  expect(manifestOf(loaded).manifest.agent).toEqual({ name: "a", version: "1" });
});

test("a plain names file is no manifest, and is taken as before", () => {
  const loaded = load({ "m.yaml": "agent: a\nagents: [a]\ntools: [t]\nfoo: 1\n" });
  expect(loaded).toMatchObject({
    kind: "names",
    problems: [{ code: "unknown_field", severity: "warning" }],
  });
  expect(loaded.kind === "names" && [...loaded.names.tools]).toEqual(["t"]);
  expect(load({ "m.yaml": "tools: 3\n" })).toMatchObject({ kind: "invalid" });
});

test("an alias stands for the last anchor of its name before it", () => {
  const { manifest } = manifestOf(
    load({
      "m.yaml": `${AGENT}agents: [&a x]\nhosts: [*a]\nprocessingActivity: &a y\nconfig: {k: {class: identity, value: *a}}\n`,
    }),
  );
  expect(manifest.hosts).toEqual(["x"]);
  expect(manifest.config["k"]).toEqual({ class: "identity", value: "y" });
});

test.each<[string, string]>([
  [
    "billions of aliases",
    `${AGENT}a0: &a0 [1,1,1,1,1,1,1,1,1]\n${Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join()}]\n`).join("")}`,
  ],
  ["an alias inside its anchor", `${AGENT}config: &c {a: *c, b: *c}\n`],
  ["thousands of levels", `${AGENT}config: ${"[".repeat(20_000)}`],
  ["thousands of maps", `${AGENT}config: ${"{a: ".repeat(2_000)}${"}".repeat(2_000)}\n`],
  ["a large file", `${AGENT}${"#".repeat(1_100_000)}`],
])("%s end in an error, soon", (_, text) => {
  const start = performance.now();
  const loaded = load({ "m.yaml": text });
  expect(loaded.kind).toBe("invalid");
  expect(loaded.problems[0]!.code).toMatch(/^(?:too_large|syntax)$/);
  expect(performance.now() - start).toBeLessThan(5000);
});

test("a field named as a member of Object is a field like any other", () => {
  const { manifest } = manifestOf(
    load({
      "m.yaml": `${AGENT}config:\n  constructor: {class: identity, value: {__proto__: {a: 1}}}\n`,
    }),
  );
  expect(JSON.stringify(manifest.config)).toBe(
    '{"constructor":{"class":"identity","value":{"__proto__":{"a":1}}}}',
  );
});

test("the bytes of a file that is no text are hashed as they are", () => {
  const digests = ["\0\r\n", "\0\n"].map((text) => {
    const loaded = load({
      "m.yaml": `${AGENT}policies: {p: p.wasm}\n`,
      "p.wasm": Buffer.from(text),
    });
    return manifestOf(loaded).manifest.policies["p"];
  });
  expect(digests[0]).not.toBe(digests[1]);
});
