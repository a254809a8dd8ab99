import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import canonicalize from "canonicalize";
import { expect, test } from "vitest";
import { canonicalJson } from "../canonical-json.ts";
import { COMPONENTS } from "./components.ts";
import type { Component } from "./components.ts";
import { fingerprintManifest } from "./fingerprint.ts";
import { deployView, identityView, templateView } from "./manifest-views.ts";
import type { Manifest } from "./manifest.ts";

interface Vector {
  readonly manifest: Manifest;
  readonly env: Readonly<Record<string, string>>;
  readonly canonical: Readonly<Record<"identity" | "template" | "deploy", string>>;
  readonly configFingerprint: string;
  readonly templateDigest: string;
  readonly deployFingerprint: string;
  readonly components: Readonly<
    Record<Component, { readonly canonical: string; readonly digest: string }>
  >;
}

const FOLDER = join(import.meta.dirname, "../../vectors/manifest");
const VECTORS = readdirSync(FOLDER).map((file) => {
  const vector = JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as Vector;
  return [file, vector] as const;
});

test.each(VECTORS)("%s: the views and digests are those of the vector", (_, vector) => {
  const { manifest, env, canonical, components } = vector;
  const view = identityView(manifest);
  expect(canonicalJson(view)).toBe(canonical.identity);
  expect(canonicalJson(templateView(manifest))).toBe(canonical.template);
  expect(canonicalJson(deployView(manifest, env))).toBe(canonical.deploy);
  const fingerprints = fingerprintManifest(manifest, env);
  expect(fingerprints).toStrictEqual({
    configFingerprint: vector.configFingerprint,
    templateDigest: vector.templateDigest,
    deployFingerprint: vector.deployFingerprint,
    components: Object.fromEntries(COMPONENTS.map((name) => [name, components[name].digest])),
  });
  for (const name of COMPONENTS) expect(canonicalJson(view[name])).toBe(components[name].canonical);
});

test.each(VECTORS)("%s: another canonical JSON comes to the same bytes", (_, vector) => {
  const { canonical, components } = vector;
  const texts: [string, string][] = [
    [canonical.identity, vector.configFingerprint],
    [canonical.template, vector.templateDigest],
    [canonical.deploy, vector.deployFingerprint],
    ...COMPONENTS.map((name): [string, string] => [
      components[name].canonical,
      components[name].digest,
    ]),
  ];
  expect(canonicalize(identityView(vector.manifest))).toBe(canonical.identity);
  for (const [text, digest] of texts) {
    expect(canonicalize(JSON.parse(text))).toBe(text);
    expect(`sha256:${createHash("sha256").update(text, "utf8").digest("hex")}`).toBe(digest);
  }
});

test("another order, mirror, build number and vault path are the same configuration", () => {
  const [one, other] = ["full.json", "full-in-another-order.json"].map(
    (name) => VECTORS.find(([file]) => file === name)![1],
  );
  expect(other!.configFingerprint).toBe(one!.configFingerprint);
  expect(other!.components).toEqual(one!.components);
  expect(other!.deployFingerprint).not.toBe(one!.deployFingerprint);
});

test("the template digest does not look at the environment", () => {
  const { manifest } = VECTORS.find(([file]) => file === "templates.json")![1];
  const [a, b] = [{ HOST: "a" }, { HOST: "b" }].map((env) => fingerprintManifest(manifest, env));
  expect(a!.templateDigest).toBe(b!.templateDigest);
  expect(a!.deployFingerprint).not.toBe(b!.deployFingerprint);
});
