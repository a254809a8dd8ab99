import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { post, runCollector } from "../../packages/collector/test/run-collector.ts";
import { createEmitter } from "../../packages/emitter/src/index.ts";
import { missing } from "../backends/missing.ts";

/** Of Debian's package prometheus. */
const PROMTOOL = "promtool";
const ROOT = resolve(import.meta.dirname, "../..");
const RULES = join(ROOT, "collector-config/alerts.yaml");
const CASES = join(import.meta.dirname, "alerts.rules-test.yaml");
const rules = readFileSync(RULES, "utf8");
const page = readFileSync(join(ROOT, "docs/health.md"), "utf8");
const alerts = namesOf(/alert: (\w+)/g, rules);
const metrics = namesOf(/\b((?:auditspan|otelcol|tempo)_[a-z_]+)/g, rules);

const promtool = hasPromtool() || missing("promtool", "expected it on PATH, found none");

describe.runIf(promtool !== undefined)("promtool", () => {
  test("finds nothing wrong with the rules", () => {
    expect(run(["check", "rules", RULES])).toMatchObject({ status: 0 });
  });

  test("sees each rule fire when it should and none on a quiet day", () => {
    expect(run(["test", "rules", CASES])).toMatchObject({ status: 0 });
  });

  test("finds nothing wrong with what /metrics answers", async () => {
    expect(run(["check", "metrics"], await ownMetrics())).toMatchObject({ status: 0, text: "" });
  });
});

test("every alert has a case in which it fires, every metric one in which nothing does", () => {
  const { tests } = parse(readFileSync(CASES, "utf8")) as { tests: object[] };
  const [quiet, ...trouble] = tests.map((one) => JSON.stringify(one));
  expect(namesOf(/alertname=\\"(\w+)/g, trouble.join())).toEqual(alerts);
  expect(namesOf(/"series":"(\w+)/g, quiet!)).toEqual(metrics);
});

test("the names of ours in the rules are those that a collector answers, reasons too", async () => {
  const text = await ownMetrics();
  const known = namesOf(/^# TYPE (\w+)/gm, text);
  const used = metrics.filter((name) => name.startsWith("auditspan_"));
  expect(known).toEqual(expect.arrayContaining(used));
  expect(used.length).toBeGreaterThan(8);
  const reasons = [...rules.matchAll(/reason=~"([^"]+)"/g)].flatMap(([, any]) => any!.split("|"));
  expect(namesOf(/reason="(\w+)"/g, text)).toEqual(expect.arrayContaining(reasons));
  expect(reasons).toHaveLength(8);
});

test("docs/health.md has every alert and its metrics, docs/collector.md every metric of ours", async () => {
  expect(namesOf(/^\| `(\w+)`/gm, page)).toEqual(alerts);
  expect(namesOf(/\b((?:auditspan|otelcol|tempo)_[a-z_]*[a-z])`/g, page)).toEqual(metrics);
  const reference = readFileSync(join(ROOT, "docs/collector.md"), "utf8");
  for (const name of namesOf(/^# TYPE auditspan_collector_(\w+)/gm, await ownMetrics())) {
    expect(reference).toMatch(new RegExp(`\`${name}[\`{]`));
  }
});

/** What a collector with a trail and a forward answers after a request. */
async function ownMetrics(): Promise<string> {
  const forward = createEmitter({ otlp: { endpoint: "http://127.0.0.1:9/v1/traces" } });
  const { url } = await runCollector({ forward });
  await post(url, "/v1/traces", '{"resourceSpans":[]}');
  return (await fetch(`${url}/metrics`)).text();
}

function hasPromtool(): true | undefined {
  return spawnSync(PROMTOOL, ["--version"]).error === undefined ? true : undefined;
}

function run(args: readonly string[], input = ""): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(PROMTOOL, args, { input, encoding: "utf8" });
  return { status, text: stdout + stderr };
}

function namesOf(pattern: RegExp, text: string): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name]) => name!))].toSorted();
}
