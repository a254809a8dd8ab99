import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryManifest } from "../testing/arbitrary-manifest.ts";
import { fingerprintManifest } from "./fingerprint.ts";
import type { Manifest } from "./manifest.ts";

const PAIRS = 5000;

test("of 10,000 manifests no two identities share a fingerprint, and no identity has two", () => {
  const byFingerprint = new Map<string, string>();
  const byIdentity = new Map<string, string>();
  const check = (manifest: Manifest): void => {
    const identity = identityOf(manifest);
    const { configFingerprint } = fingerprintManifest(manifest);
    expect(byFingerprint.get(configFingerprint) ?? identity).toBe(identity);
    expect(byIdentity.get(identity) ?? configFingerprint).toBe(configFingerprint);
    byFingerprint.set(configFingerprint, identity);
    byIdentity.set(identity, configFingerprint);
  };
  fc.assert(
    fc.property(
      arbitraryManifest,
      arbitraryManifest,
      fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
      (one, other, path) => {
        check(one);
        // Its neighbour: the same but for one detail, which may be the same as well.
        check(graft(one, other, path) as Manifest);
      },
    ),
    { numRuns: PAIRS },
  );
  // Both halves were put to the test: different identities and equal ones came up.
  expect(byIdentity.size).toBeGreaterThan(PAIRS);
  expect(byIdentity.size).toBeLessThan(2 * PAIRS - 100);
});

test("what is operational, and any order, never changes the config fingerprint", () => {
  fc.assert(
    fc.property(arbitraryManifest, (manifest) => {
      const before = fingerprintManifest(manifest);
      const after = fingerprintManifest(elsewhere(manifest), { LOG_LEVEL: "debug" });
      expect(after.configFingerprint).toBe(before.configFingerprint);
      expect(after.components).toEqual(before.components);
      expect(after.deployFingerprint).not.toBe(before.deployFingerprint);
    }),
    { numRuns: 1000 },
  );
});

// One value with the part at a path of another one in its place. What only means something as a whole
// (a kind, a field of config, a list of names) is taken whole, and items keep their names.
function graft(one: unknown, other: unknown, [step, ...rest]: readonly number[]): unknown {
  if (step === undefined || !isBranch(one) || !isBranch(other)) return other;
  const keys = Object.keys(one).filter((key) => Object.hasOwn(other, key) && key !== "name");
  if (keys.length === 0 || Array.isArray(one) !== Array.isArray(other)) return other;
  const key = keys[step % keys.length]!;
  const part = graft(one[key], other[key], rest);
  return Array.isArray(one) ? one.with(Number(key), part) : { ...one, [key]: part };
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || "kind" in value || "class" in value) {
    return false;
  }
  return !Array.isArray(value) || value.every((item) => typeof item === "object");
}

// The identity in a form of the test's own: nested lists of text, sorted, built without the views.
function identityOf(manifest: Manifest): string {
  const { agent, image, isolation, config } = manifest;
  return text([
    text(agent),
    image?.split("@")[1],
    ...[manifest.models, manifest.tools, manifest.agents, manifest.mcpServers, manifest.hosts].map(
      (members: readonly unknown[]) => [...new Set(members.map(text))].sort(),
    ),
    manifest.prompts,
    manifest.policies,
    manifest.processingActivity,
    manifest.eventTypes,
    isolation && text({ ...isolation, bpf: undefined }) === "{}" && text(isolation.bpf) === "{}"
      ? undefined
      : isolation,
    Object.entries(config)
      .filter(([, field]) => field.class === "identity")
      .map(text)
      .sort(),
    Object.keys(config)
      .filter((name) => config[name]!.class === "secret")
      .sort(),
  ]);
}

function text(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(text).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "-";
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${entries
    .map(([key, member]) => `${JSON.stringify(key)}:${text(member)}`)
    .sort()
    .join()}}`;
}

function elsewhere(manifest: Manifest): Manifest {
  const reversed = Object.entries(manifest.config).reverse();
  return {
    ...manifest,
    image: manifest.image?.replace(/^.*@/, "mirror.example.com/x@"),
    models: [...manifest.models].reverse(),
    tools: [...manifest.tools].reverse(),
    hosts: [...manifest.hosts, ...manifest.hosts],
    config: {
      ...Object.fromEntries(
        reversed.map(([name, field]) => [
          name,
          field.class === "secret" ? { ...field, reference: "vault:rotated#k" } : field,
        ]),
      ),
      log_level: { class: "operational", value: "${LOG_LEVEL}" },
    },
  };
}
