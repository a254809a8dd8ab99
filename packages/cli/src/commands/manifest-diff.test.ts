import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  agentConfigStatement,
  loadManifest,
  signingKey,
  signStatement,
} from "@auditspan/provenance";
import { openTrail } from "@auditspan/trail";
import { expect, test } from "vitest";
import { runCommand } from "../run-command.ts";
import { recordedIo } from "../testing/recorded-io.ts";
import type { RecordedIo } from "../testing/recorded-io.ts";
import { testFolder } from "../testing/test-folder.ts";
import { manifestDiffCommand } from "./manifest-diff.ts";

const OLD = `agent: {name: support, version: 1.2.3}
tools:
  - {name: query_database, version: 1.2.3}
config:
  temperature: {class: identity, value: 0.7}
  tone: {class: identity, value: kind}
  log_level: {class: operational, value: info}
  api_key: {class: secret, value: "vault:a#k"}
`;
const NEW = OLD.replace("query_database, version: 1.2.3", "query_database, version: 1.2.4");

async function run(args: readonly string[]): Promise<RecordedIo & { status: number }> {
  const io = recordedIo();
  const commands = { "manifest diff": manifestDiffCommand };
  return { ...io, status: await runCommand(["manifest", "diff", ...args], commands, io) };
}

function files(old = OLD, changed = NEW): { folder: string; a: string; b: string } {
  const folder = testFolder({ "a.yaml": old, "b.yaml": changed });
  return { folder, a: join(folder, "a.yaml"), b: join(folder, "b.yaml") };
}

test("of two manifests the answer is what changed", async () => {
  const { a, b } = files();
  const { stdout, status } = await run([a, b]);
  expect(status).toBe(0);
  expect(stdout).toEqual(["the tools changed: query_database 1.2.3 → 1.2.4"]);
  expect((await run([a, a])).stdout).toEqual(["nothing changed"]);
});

test("as JSON the changes stand with their components", async () => {
  const { a, b } = files();
  const { stdout } = await run([a, b, "--json"]);
  expect(JSON.parse(stdout[0]!)).toMatchObject({
    same: false,
    components: ["tools"],
    changes: [{ component: "tools", name: "query_database", from: "1.2.3", to: "1.2.4" }],
  });
});

test("an attestation is compared once it is verified, and says nothing of the deployment", async () => {
  const { folder, a, b } = files(OLD, NEW.replace("value: info", "value: debug"));
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const loaded = loadManifest(a);
  if (loaded.kind !== "manifest") throw new Error("expected a manifest");
  const statement = agentConfigStatement(loaded.manifest, loaded.fingerprints, new Date());
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  const envelope = join(folder, "a.dsse.json");
  writeFileSync(envelope, signStatement(statement, signingKey(pem)));
  const keys = join(folder, "key.pub");
  writeFileSync(keys, publicKey.export({ type: "spki", format: "pem" }));

  const { stdout } = await run([envelope, b, "--keys", keys]);
  expect(stdout).toEqual(["the tools changed: query_database 1.2.3 → 1.2.4"]);

  const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey;
  writeFileSync(keys, other.export({ type: "spki", format: "pem" }));
  const refused = await run([envelope, b, "--keys", keys]);
  expect(refused.status).toBe(1);
  expect(refused.stderr[0]).toContain("(wrong_key)");
  expect((await run([envelope, b])).status).toBe(2);
});

test("no text of a setting and no reference of a secret is shown", async () => {
  const changed = OLD.replace("value: kind", "value: harsh").replace("vault:a#k", "vault:b#k");
  const { a, b } = files(OLD, changed);
  const { stdout } = await run([a, b]);
  expect(stdout).toEqual([
    "the config changed: tone changed",
    "the deployment changed: api_key vault reference changed",
  ]);
});

test("of a field outside the fingerprint no number and no flag is shown", async () => {
  const old = `${OLD}  quota: {class: operational, value: 4539578}
  debug: {class: operational, value: false}
`;
  const changed = old.replace("4539578", "7031988").replace("value: false", "value: true");
  const { a, b } = files(old, changed.replace("value: 0.7", "value: 0.9"));
  const { stdout } = await run([a, b]);
  expect(stdout).toEqual([
    "the config changed: temperature 0.7 → 0.9",
    "the deployment changed: quota changed, debug changed",
  ]);
  const json = (await run([a, b, "--json"])).stdout.join();
  expect(json).toContain('"name":"quota"');
  expect(json).not.toMatch(/4539578|7031988|true,"to"|"to":"true"/);
});

test("what is no configuration is an error", async () => {
  const { a, folder } = files();
  expect((await run([a])).status).toBe(2);
  expect((await run([a, "sha256:1"])).status).toBe(2);
  expect((await run([a, join(folder, "none.yaml")])).status).toBe(1);
  const missing = await run([a, `sha256:${"0".repeat(64)}`, "--trail", join(folder, "none")]);
  expect(missing.status).toBe(1);
});

test("of a fingerprint in a trail the components that differ are told", async () => {
  const { folder, a, b } = files();
  const loaded = loadManifest(a);
  if (loaded.kind !== "manifest") throw new Error("expected a manifest");
  const { configFingerprint, components } = loaded.fingerprints;
  const location = join(folder, "trail");
  const trail = await openTrail(location);
  await trail.provenance.store({
    attestations: [
      {
        id: `sha256:${"1".repeat(64)}`,
        configFingerprint,
        components,
        keyId: "a".repeat(64),
        attestedAt: new Date(),
        envelope: "{}",
      },
    ],
  });
  await trail.close();
  const { stdout } = await run([configFingerprint, b, "--trail", location]);
  expect(stdout).toEqual(["the tools changed"]);
  expect((await run([configFingerprint, a, "--trail", location])).stdout).toEqual([
    "nothing changed",
  ]);
  const unknown = await run([a, `sha256:${"0".repeat(64)}`, "--trail", location]);
  expect(unknown.status).toBe(1);
  expect(unknown.stderr[0]).toContain("expected a fingerprint whose components the trail knows");
});
