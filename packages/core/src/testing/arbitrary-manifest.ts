import fc from "fast-check";
import type { Kind } from "../kinds.ts";
import type { ConfigField, JsonValue, Manifest } from "../manifest/manifest.ts";

// Few names and values, so that of many manifests some are alike in all but a detail.
const name = fc.constantFrom("a", "b", "c", "a,b", "constructor", "é");
const version = fc.constantFrom("1", "1.0", "1.0.0", "2");
const digest = fc.constantFrom(..."0123".split("").map((digit) => `sha256:${digit.repeat(64)}`));
const kind: fc.Arbitrary<Kind> = fc.constantFrom<Kind>(
  { kind: "flag" },
  { kind: "count", max: 10 },
  { kind: "count", max: 100 },
  { kind: "enum", values: ["a", "b"] },
  { kind: "enum", values: ["a", "c"] },
  { kind: "list", of: { kind: "flag" }, max: 2 },
);
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(of, { nil: undefined, freq: 2 });
const mapOf = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc
    .uniqueArray(fc.tuple(name, of), { selector: ([key]) => key, maxLength: 2 })
    .map((entries) => Object.fromEntries(entries));
const named = <T extends { name: string }>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.uniqueArray(of, { selector: (item) => item.name, maxLength: 2 });
const names = fc.uniqueArray(name, { maxLength: 2 });
const value = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<JsonValue>(0, 1, 0.7, "0", "", null, true, [], ["a"], { a: 1 }),
  },
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>,
);
const field: fc.Arbitrary<ConfigField> = fc.oneof(
  fc.record({ class: fc.constant("identity" as const), value }),
  fc.record({ class: fc.constant("operational" as const), value }),
  fc.record({
    class: fc.constant("secret" as const),
    reference: fc.constantFrom("vault:a#k", "vault:b#k"),
  }),
);

/** Any manifest, from few enough names that equal and nearly equal ones come up. */
export const arbitraryManifest: fc.Arbitrary<Manifest> = fc.record({
  agent: fc.record({ name, version }),
  image: maybe(fc.tuple(fc.constantFrom("a/b", "c/d"), digest).map(([at, by]) => `${at}@${by}`)),
  models: named(
    fc.record({ name, provider: maybe(name), version: maybe(version), digest: maybe(digest) }),
  ),
  tools: named(
    fc.record({
      name,
      version,
      schemaDigest: maybe(digest),
      eventType: fc.constantFrom("tool_call", "db_query"),
      risk: maybe(fc.constantFrom("low" as const, "high" as const)),
      parameters: mapOf(kind),
      results: mapOf(kind),
    }),
  ),
  agents: names,
  mcpServers: named(fc.record({ name, version: maybe(version), digest: maybe(digest) })),
  hosts: names,
  isolation: maybe(
    fc.record({
      seccompProfile: maybe(digest),
      bpf: mapOf(digest),
      nonRoot: maybe(fc.boolean()),
      noNewPrivileges: maybe(fc.boolean()),
      capabilities: maybe(fc.subarray(["CAP_KILL", "CAP_BPF"])),
    }),
  ),
  prompts: mapOf(digest),
  policies: mapOf(digest),
  processingActivity: maybe(fc.constantFrom("a", "b")),
  eventTypes: maybe(digest),
  config: mapOf(field),
});
