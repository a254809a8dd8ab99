import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryManifest } from "../testing/arbitrary-manifest.ts";
import { fingerprintManifest } from "./fingerprint.ts";
import type { Manifest } from "./manifest.ts";

const PAIRS = 5000;
const FIELDS = ["agent", "models", "tools", "hosts", "isolation", "eventTypes", "config"] as const;

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
      fc.constantFrom(...FIELDS),
      (one, other, field) => {
        check(one);
        // Its neighbour: the same but for one field, which may be the same as well.
        check({ ...one, [field]: other[field] });
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

// The identity in a form of the test's own: nested lists of text, sorted, built without the views.
function identityOf(manifest: Manifest): string {
  const { agent, image, isolation, config } = manifest;
  return text([
    text(agent),
    image?.split("@")[1],
    ...[manifest.models, manifest.tools, manifest.agents, manifest.mcpServers, manifest.hosts].map(
      (members: readonly unknown[]) => members.map(text).sort(),
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
