import { generateKeyPairSync } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { ConfiguredFolder, PROMPT } from "../../test/configured-folder.ts";
import { Session } from "../session.ts";
import { loadProvenance } from "./load-provenance.ts";

let folder: ConfiguredFolder;

beforeEach(() => {
  folder = new ConfiguredFolder();
});

test("every event carries the fingerprints of the manifest, the start also its components", async () => {
  const { ticks, events } = folder.audited({ env: { LOG_LEVEL: "debug" } });
  ticks();
  const { configFingerprint, deployFingerprint, templateDigest, components } = folder.fingerprints({
    LOG_LEVEL: "debug",
  });
  const [started, action] = await events();
  for (const event of [started, action]) {
    expect(event?.attributes).toMatchObject({
      "auditspan.config_fingerprint": configFingerprint,
      "auditspan.config.binding": "computed",
      "auditspan.deploy_fingerprint": deployFingerprint,
      "gen_ai.agent.name": "support-agent",
      "gen_ai.agent.version": "1.4.0",
      "auditspan.processing_activity.id": "customer_support",
    });
  }
  const stated = Object.fromEntries(
    Object.entries(components).map(([name, digest]) => [`auditspan.component.${name}`, digest]),
  );
  expect(started?.attributes).toMatchObject({
    ...stated,
    "auditspan.template_digest": templateDigest,
    "oci.manifest.digest": `sha256:${"1".repeat(64)}`,
  });
  expect(started?.attributes).not.toHaveProperty(["auditspan.dropped_attributes"]);
  expect(action?.attributes).not.toHaveProperty(["auditspan.component.tools"]);
  expect(await events("config_mismatch")).toEqual([]);
  expect(folder.said).toEqual([]);
});

test("an attestation of this very configuration binds", async () => {
  const { ticks, events } = folder.audited(folder.attest());
  ticks();
  const bindings = (await events()).map((event) => event.attributes["auditspan.config.binding"]);
  expect(bindings).toEqual(["attested", "attested"]);
  expect(folder.said).toEqual([]);
});

test("one of another configuration does not bind, and what differs is told", async () => {
  const attested = folder.attest();
  const before = folder.fingerprints().configFingerprint;
  folder.write("prompt.txt", `${PROMPT} Please.`);
  const { ticks, events } = folder.audited(attested);
  ticks();
  const [started] = await events();
  const { configFingerprint } = folder.fingerprints();
  expect(started?.attributes).toMatchObject({
    "auditspan.config_fingerprint": configFingerprint,
    "auditspan.config.binding": "computed",
  });
  expect(await events("config_mismatch")).toMatchObject([
    {
      attributes: {
        "auditspan.event.risk": "high",
        "auditspan.mismatch.components": ["prompts"],
        "auditspan.config_fingerprint": before,
        "auditspan.config.observed_fingerprint": configFingerprint,
      },
    },
  ]);
  expect(folder.said).toEqual([expect.stringContaining("not what was attested: prompts")]);
});

test.each([
  ["no keys", () => ({ attestationKeys: undefined }), "expected keys"],
  [
    "the key of somebody else",
    () => {
      const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      folder.write("other.pem", publicKey.export({ type: "spki", format: "pem" }));
      return { attestationKeys: folder.file("other.pem") };
    },
    "(wrong_key)",
  ],
  ["no file", () => ({ attestation: folder.file("nowhere.json") }), "cannot be read (ENOENT)"],
])("with %s nothing is attested, which is an event", async (_, change, message) => {
  const { ticks, events } = folder.audited({ ...folder.attest(), ...change() });
  ticks();
  const [mismatch] = await events("config_mismatch");
  expect(mismatch?.attributes).toMatchObject({
    "auditspan.config.binding": "computed",
    "auditspan.event.outcome": "unknown",
  });
  expect(mismatch?.attributes).not.toHaveProperty(["auditspan.mismatch.components"]);
  expect(folder.said).toEqual([expect.stringContaining(message)]);
});

test("a names file binds nothing", async () => {
  folder.write("names.yaml", "tools: [lookup]\nagents: [support-agent]\n");
  const { uses, events } = folder.audited({
    manifest: folder.file("names.yaml"),
    attestation: folder.file("a.json"),
  });
  uses("lookup");
  const [started] = await events();
  expect(started?.attributes).toMatchObject({ "auditspan.config.binding": "unbound" });
  expect(started?.attributes).not.toHaveProperty(["auditspan.deploy_fingerprint"]);
  expect(folder.said).toEqual([expect.stringContaining("nothing is attested")]);
});

test("a manifest that is none is refused with its place", () => {
  folder.write("bad.yaml", "agent: { name: support-agent, version: 1.4.0 }\ntoolz: []\n");
  const load = (): unknown => loadProvenance({ manifest: folder.file("bad.yaml") });
  expect(load).toThrow(/bad\.yaml:2:1: /);
  expect(() => loadProvenance({ manifest: folder.file("bad.yaml"), recheckMs: 1 })).toThrow(
    RangeError,
  );
});

test("names beside a configuration are refused", () => {
  const provenance = loadProvenance({ manifest: folder.file("auditspan.manifest.yaml") });
  expect(() => new Session({ provenance, names: { tools: ["x"] } }, () => {})).toThrow(TypeError);
});
