import { expect, test } from "vitest";
import { fixtureSubject, seenIds } from "../testing/fixture-app.ts";
import { LAUNCH } from "./launch.ts";
import { applyRules } from "./rule.ts";

const AGENT = { "@auditspan/agent": "0.1.0" };
const REGISTER = "node --import @auditspan/agent/register app.js";

test("an application without the agent, and one that does not load the register, are told", () => {
  expect(seenIds(LAUNCH, {})).toEqual(["agent-missing"]);
  expect(seenIds(LAUNCH, { packages: AGENT })).toEqual(["register-not-seen"]);
});

test("the register is seen in a script, in NODE_OPTIONS and in the command line", () => {
  expect(seenIds(LAUNCH, { manifest: { scripts: { start: REGISTER } } })).toEqual([]);
  expect(seenIds(LAUNCH, {}, { NODE_OPTIONS: "--import=@auditspan/agent/register" })).toEqual([]);
  const subject = { ...fixtureSubject(), commandLine: REGISTER };
  expect(applyRules(LAUNCH, subject)).toEqual([]);
});

test("an ES module needs a hook before an instrumentation that patches", () => {
  const packages = { ...AGENT, "@opentelemetry/instrumentation-openai": "0.22.0" };
  const scripts = { start: REGISTER };
  const dependencies = Object.fromEntries(Object.keys(packages).map((name) => [name, "*"]));
  const app = { packages, manifest: { type: "module", scripts, dependencies } };
  expect(seenIds(LAUNCH, app)).toEqual(["esm-hooks"]);
  const hook = { NODE_OPTIONS: "--import import-in-the-middle/register-hooks.mjs" };
  expect(seenIds(LAUNCH, app, hook)).toEqual([]);
  expect(seenIds(LAUNCH, { ...app, manifest: { scripts, dependencies } })).toEqual([]);
});

test("what was not looked at is told", () => {
  const files = { ".env": "A=1", ".env.local": "", ".environment": "" };
  const subject = fixtureSubject({
    files,
    manifest: { scripts: { start: REGISTER }, dependencies: { gone: "*" } },
  });
  expect(applyRules(LAUNCH, subject)).toMatchObject([
    { id: "env-file-unread", where: [".env", ".env.local"] },
    { id: "packages-missing", severity: "warning", where: ["gone"] },
  ]);
  expect(applyRules(LAUNCH, { ...subject, app: undefined })).toMatchObject([
    { id: "packages-unknown" },
  ]);
});
