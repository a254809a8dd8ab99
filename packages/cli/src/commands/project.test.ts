import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadManifest } from "@auditspan/provenance";
import { runCommand } from "../run-command.ts";
import { recordedIo } from "../testing/recorded-io.ts";
import type { RecordedIo } from "../testing/recorded-io.ts";
import { projectCommand } from "./project.ts";

const BODY = JSON.stringify({
  resourceSpans: [
    {
      scopeSpans: [
        {
          scope: { name: "gen_ai" },
          spans: [
            {
              traceId: "a".repeat(32),
              spanId: "b".repeat(16),
              name: "execute_tool Marta Lindqvist",
              kind: 1,
              startTimeUnixNano: "1795324429636000000",
              endTimeUnixNano: "1795324429637000000",
              attributes: [
                { key: "gen_ai.operation.name", value: { stringValue: "execute_tool" } },
                { key: "gen_ai.tool.name", value: { stringValue: "lookup" } },
              ],
            },
          ],
        },
      ],
    },
  ],
});

interface Told {
  readonly details: Readonly<Record<string, unknown>>;
}

const manifestText = (temperature: string): string => `agent: { name: shop, version: 1.0.0 }
tools:
  - { name: lookup, version: 1.0.0, eventType: db_query }
config:
  temperature: { class: identity, value: ${temperature} }
`;

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "auditspan-cli-"));
  await writeFile(at("1-traces.json"), BODY);
  await writeFile(at("body"), gzipSync(BODY));
  await writeFile(at("2-metrics.pb"), "whatever");
  await writeFile(at("broken-traces.pb"), Buffer.from([0x0a, 0xff, 0xff]));
  await writeFile(at("names.yaml"), "tools: [lookup]\nroom: 7\n");
  await writeFile(at("manifest.yaml"), manifestText("0.1"));
  await writeFile(at("other.yaml"), manifestText("0.2"));
  await writeFile(at("bad.yaml"), "tools: {lookup: 1}\n");
});
afterAll(() => rm(folder, { recursive: true }));

async function project(...args: string[]): Promise<RecordedIo & { code: number }> {
  const io = recordedIo();
  const code = await runCommand(["project", ...args], { project: projectCommand }, io);
  return { ...io, code };
}

describe("auditspan project", () => {
  test("prints one event a line, with its attributes under their schema names", async () => {
    const { code, stdout, stderr } = await project(
      at("1-traces.json"),
      "--manifest",
      at("names.yaml"),
    );
    expect(code).toBe(0);
    expect(stderr).toEqual([`auditspan: ${at("names.yaml")}:2: ignored the unknown key "room"`]);
    expect(stdout).toHaveLength(1);
    expect(JSON.parse(stdout[0]!)).toMatchObject({
      event_type: "tool_call",
      trace_id: "a".repeat(32),
      span_id: "b".repeat(16),
      duration_ns: "1000000",
      details: { "gen_ai.tool.name": "lookup", "auditspan.event.source": "observed" },
    });
    expect(stdout[0]).not.toContain("Lindqvist");
  });

  test("reads by a manifest, under its fingerprint, and claims nothing of what it has not seen", async () => {
    const told = async (file: string): Promise<unknown> => {
      const { stdout } = await project(at("1-traces.json"), "--manifest", at(file));
      return JSON.parse(stdout[0]!);
    };
    const fingerprintOf = (file: string): string => {
      const loaded = loadManifest(at(file));
      return loaded.kind === "manifest" ? loaded.fingerprints.configFingerprint : "none";
    };
    const event = await told("manifest.yaml");
    expect(event).toMatchObject({
      event_type: "db_query",
      details: {
        "auditspan.config_fingerprint": fingerprintOf("manifest.yaml"),
        "auditspan.config.binding": "unbound",
      },
    });
    expect(JSON.stringify(event)).not.toMatch(/deploy_fingerprint|agent.version/);
    expect(await told("other.yaml")).toMatchObject({
      details: { "auditspan.config_fingerprint": fingerprintOf("other.yaml") },
    });
    expect(fingerprintOf("other.yaml")).not.toBe(fingerprintOf("manifest.yaml"));
    expect(await told("names.yaml")).toMatchObject({
      details: { "auditspan.config.binding": "unbound" },
    });
  });

  test("reads gzip, and takes the signal from the option where the name does not tell it", async () => {
    const { code, stdout } = await project(at("body"), "--signal", "traces");
    expect(code).toBe(0);
    expect(JSON.parse(stdout[0]!)).toMatchObject({
      details: { "gen_ai.tool.name": "unregistered" },
    });
  });

  test("tells secrets in content where that is asked for, and never the secret", async () => {
    const run = fileURLToPath(new URL("../../../../test/corpus/runs/langfuse/", import.meta.url));
    const detected = async (...args: string[]): Promise<string[]> => {
      const { stdout } = await project(`${run}001-traces.json`, ...args);
      return stdout.filter((line) => line.includes("secret_detected"));
    };
    expect(await detected()).toEqual([]);
    const lines = await detected("--scan-secrets");
    const kinds = lines.map((line) => (JSON.parse(line) as Told).details["auditspan.secret.kind"]);
    expect(new Set(kinds)).toEqual(new Set(["api_key", "iban"]));
    expect(lines.join()).not.toMatch(/sk-live|DE\d\d/);
  });

  test("reads JSON bodies one a line, of both signals, as the collector's file exporter writes them", async () => {
    const lines = [BODY, '{"resourceMetrics":[]}', "", '{"resourceLogs":[]}', BODY];
    await writeFile(at("all-traces.jsonl"), lines.join("\n"));
    const { code, stdout, stderr } = await project(at("all-traces.jsonl"));
    expect([code, stdout.length]).toEqual([0, 2]);
    expect(stderr).toEqual([
      `auditspan: ${at("all-traces.jsonl")}: lines of metrics, which are not audit events, skipped: 1`,
    ]);
  });

  test("says where JSON is broken, and quotes nothing of it", async () => {
    await writeFile(at("bad-traces.json"), `{\n  "resourceSpans": [Marta]\n}`);
    await writeFile(at("bad-traces.jsonl"), `${BODY}\n{"resourceSpans": [Marta]}`);
    const [json, lines] = [
      await project(at("bad-traces.json")),
      await project(at("bad-traces.jsonl")),
    ];
    expect(json.stderr).toEqual([
      `auditspan project: ${at("bad-traces.json")}: expected JSON text, got a syntax error in line 2, column 21`,
    ]);
    expect(lines.stderr[0]).toContain(
      "expected JSON text, got a syntax error in line 2, column 20",
    );
    expect([json.code, lines.code]).toEqual([1, 1]);
  });

  test("says that nothing is there, that ids are none, and that option and name differ", async () => {
    await writeFile(at("empty-traces.pb"), "");
    await writeFile(at("empty-logs.json"), "{}");
    await writeFile(at("ids-traces.json"), BODY.replace("b".repeat(16), "Marta"));
    const notes = async (...args: string[]) => (await project(...args)).stderr.join();
    expect(await notes(at("empty-traces.pb"))).toBe(`auditspan: ${at("empty-traces.pb")}: 0 spans`);
    expect(await notes(at("empty-logs.json"))).toContain("0 log records");
    expect(await notes(at("ids-traces.json"))).toBe(
      `auditspan: ${at("ids-traces.json")}: spans without a valid trace or span id: 1 of 1`,
    );
    expect(await notes(at("1-traces.json"), "--signal", "logs")).toContain(
      "--signal says logs, the file name traces: read as traces",
    );
    expect(await notes(at("1-traces.json"), "--signal", "traces")).toBe("");
  });

  test("skips metrics with a note", async () => {
    const { code, stdout, stderr } = await project(at("2-metrics.pb"), at("1-traces.json"));
    expect([code, stdout.length]).toEqual([0, 1]);
    expect(stderr.join()).toContain("metrics are not audit events, skipped");
  });

  test.each([
    ["no file", [], 2, "expected at least one file"],
    [
      "a name that tells no signal",
      ["body"],
      2,
      "expected traces or logs in the file name, or --signal",
    ],
    [
      "another signal",
      ["body", "--signal", "metrics"],
      2,
      'expected --signal to be traces or logs, got "metrics"',
    ],
    ["a file that is not there", ["none-traces.pb"], 1, "cannot be read (ENOENT)"],
    ["a body that is no OTLP", ["broken-traces.pb"], 1, "broken-traces.pb: "],
    [
      "names that are no lists",
      ["1-traces.json", "--manifest", "bad.yaml"],
      1,
      "bad.yaml:1:8: tools: expected a list of names, got a map",
    ],
  ])("refuses %s", async (_, args, code, message) => {
    const placed = args.map((arg) =>
      arg.includes("-traces") || /^body$|yaml$/.test(arg) ? at(arg) : arg,
    );
    const result = await project(...placed);
    expect(result.code).toBe(code);
    expect(result.stderr.join("\n")).toContain(message);
    expect(result.stdout).toEqual([]);
  });
});
