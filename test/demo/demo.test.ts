import { mkdtemp, rm } from "node:fs/promises";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const MAIN = join(import.meta.dirname, "../../packages/cli/src/main.ts");
let folder: string;

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "auditspan-demo-"))));
afterAll(() => rm(folder, { recursive: true }));

async function auditspan(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, ["-C", "@auditspan/source", MAIN, ...args], {
    cwd: folder,
  });
}

describe("auditspan demo", () => {
  let output: string;
  beforeAll(async () => void (output = (await auditspan("demo")).stdout));

  test("shows who acted, in which configuration, step by step with tokens and reasoning", () => {
    expect(output).toMatch(/agent +support-agent/);
    expect(output).toMatch(/fingerprint +sha256:[0-9a-f]{64} \(unbound\)/);
    expect(output).toMatch(/model_completion gpt-5 +tool_calls .*\d+ → \d+ tokens/);
    expect(output).toMatch(/reasoning text ~\d+/);
  });

  test("shows the tool that does not exist, the failing calls and the refusal", () => {
    expect(output).toMatch(/unregistered_tool +requested/);
    expect(output).not.toContain("unregistered_tool delete_account");
    expect(output).toMatch(/tool_call send_email +failure Error/);
    expect(output).toMatch(/model_completion gpt-5 +failure api_error/);
    expect(output).toMatch(/model_completion gpt-5-mini +content_filter/);
  });

  test("proves that what was said is neither on the wire nor in the trail", () => {
    expect(output).toContain("Personal data said in the conversation: 8 of 8 values");
    expect(output.match(/ bytes {3}none found/g)).toHaveLength(2);
  });

  test("leaves a trail that the other commands read", async () => {
    const { stdout } = await auditspan("session", "list", "--trail", ".auditspan/demo", "--json");
    const sessions = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { agent: string });
    expect(sessions.map(({ agent }) => agent)).toEqual(["support-agent"]);
  });

  test("prints events as JSON, and the proof on standard error, when asked", async () => {
    const { stdout, stderr } = await auditspan("demo", "--json");
    const types = stdout
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { event_type: string }).event_type);
    expect(types).toContain("model_completion");
    expect(stderr).toMatch(/none found/);
  });
});
