import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RULES } from "../doctor/examine.ts";
import type { Finding } from "../doctor/finding.ts";
import { runCommand } from "../run-command.ts";
import { fixtureApp } from "../testing/fixture-app.ts";
import { recordedIo } from "../testing/recorded-io.ts";
import type { RecordedIo } from "../testing/recorded-io.ts";
import { doctorCommand } from "./doctor.ts";

const WELL = {
  AUDITSPAN_MANIFEST: "names.yaml",
  NODE_OPTIONS: "--import @auditspan/agent/register",
  OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1",
};
const APP = {
  packages: {
    "@auditspan/agent": "0.1.0",
    "@opentelemetry/api": "1.10.0",
    "@opentelemetry/sdk-trace": "3.1.1",
    "@opentelemetry/context-async-hooks": "3.1.1",
  },
  files: { "names.yaml": "tools: [lookup]" },
};

async function doctor(
  env: Record<string, string>,
  ...args: string[]
): Promise<RecordedIo & { code: number; findings: Finding[] }> {
  const io = recordedIo({ env });
  const code = await runCommand(["doctor", ...args], { doctor: doctorCommand }, io);
  const findings = args.includes("--json")
    ? io.stdout.map((line) => JSON.parse(line) as Finding)
    : [];
  return { ...io, code, findings };
}

test("an application that is well has nothing to do", async () => {
  const { code, stdout, stderr } = await doctor(WELL, "--dir", fixtureApp(APP));
  expect([code, stdout]).toEqual([0, []]);
  expect(stderr).toEqual(["0 errors, 0 warnings, 0 notes; looked at 3 variables and 4 packages"]);
});

test("a finding says what, where and what to do, the worst first", async () => {
  const env = { ...WELL, OTEL_PROPAGATORS: "baggage", OTEL_LOG_LEVEL: "debug" };
  const { code, stdout, stderr } = await doctor(env, "--dir", fixtureApp(APP));
  expect(code).toBe(1);
  expect(stdout[0]).toBe("error    open-telemetry-debug-log");
  expect(stdout.slice(1, 4)).toEqual([
    expect.stringContaining("OpenTelemetry prints"),
    "         seen in: OTEL_LOG_LEVEL",
    "         to do: set it to info, or unset it",
  ]);
  expect(stdout[4]).toBe("warning  baggage");
  expect(stderr[0]).toMatch(/^1 error, 1 warning, 0 notes; /);
});

test("notes alone are nothing to do", async () => {
  const env = { ...WELL, OTEL_METRICS_EXPORTER: "otlp" };
  const { code, findings } = await doctor(env, "--json", "--dir", fixtureApp(APP));
  expect(findings).toEqual([
    {
      id: "metrics-exporter",
      severity: "note",
      message: expect.any(String),
      fix: expect.any(String),
      where: ["OTEL_METRICS_EXPORTER"],
    },
  ]);
  expect(code).toBe(0);
});

test("the endpoint is asked only where that is wanted", async () => {
  const dir = fixtureApp(APP);
  const { code, findings } = await doctor(WELL, "--json", "--dir", dir, "--check-endpoint");
  expect(findings.map(({ id }) => id)).toEqual(["endpoint-silent"]);
  expect(code).toBe(1);
});

test("variables come from a file where one is given", async () => {
  const dir = fixtureApp(APP);
  const file = join(dir, "some.env");
  writeFileSync(
    file,
    Object.entries({ ...WELL, OTEL_LOG_LEVEL: "debug" })
      .map((e) => e.join("="))
      .join("\n"),
  );
  const { findings } = await doctor({}, "--json", "--dir", dir, "--env-file", file);
  expect(findings.map(({ id }) => id)).toEqual(["open-telemetry-debug-log", "node-unknown"]);
});

test.each([
  [["extra"], "expected no arguments, got 1"],
  [["--dir", "/nowhere"], "expected --dir to be a folder"],
  [["--pid", "x"], "expected --pid to be a process id"],
])("%j is wrong usage", async (args, message) => {
  const { code, stderr } = await doctor({}, ...args);
  expect(code).toBe(2);
  expect(stderr[0]).toContain(message);
});

const FOLDER = join(import.meta.dirname, "../doctor");
const SOURCE = readdirSync(FOLDER)
  .filter((name) => !name.endsWith(".test.ts"))
  .map((name) => readFileSync(join(FOLDER, name), "utf8"))
  .join("\n");
/** Every variable and package that a source file of the doctor names, so that new ones are tested as well. */
const VARIABLES = new Set(SOURCE.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g));
const PACKAGES = new Set(SOURCE.match(/(?<=")(?:@[a-z-]+\/)?[a-z][a-z0-9-]*(?=")/g));
const CANARY = "Lindqvist";

test.each([
  ["as it is", CANARY],
  ["in a list", `console,debug,all,baggage,process,grpc,${CANARY}`],
  ["in a URL", `http://${CANARY}:4317`],
  ["in a resource", `enduser.id=${CANARY}`],
])("no value of a variable is printed, %s", async (_, value) => {
  const env = Object.fromEntries([...VARIABLES].map((name) => [name, value]));
  const packages = Object.fromEntries([...PACKAGES].map((name) => [name, "0.0.1"]));
  expect([VARIABLES.size, PACKAGES.size].every((size) => size > 40)).toBe(true);
  const manifest = { scripts: { start: `node ${CANARY} --import @auditspan/agent/register` } };
  for (const form of [[], ["--json"]]) {
    const io = await doctor(env, "--dir", fixtureApp({ packages, manifest }), ...form);
    const printed = [...io.stdout, ...io.stderr].join("\n");
    expect(io.stdout.length).toBeGreaterThan(20);
    expect(printed.toLowerCase()).not.toContain(CANARY.toLowerCase());
  }
});

test("each piece of knowledge has an id of its own", () => {
  const ids = RULES.map(({ id }) => id).filter((id) => id !== "framework-gaps");
  expect(new Set(ids).size).toBe(ids.length);
});
