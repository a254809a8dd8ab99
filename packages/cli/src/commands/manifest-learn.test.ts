import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { loadManifest } from "@auditspan/provenance";
import { expect, test } from "vitest";
import { runCommand } from "../run-command.ts";
import { recordedIo } from "../testing/recorded-io.ts";
import type { RecordedIo } from "../testing/recorded-io.ts";
import { testFolder } from "../testing/test-folder.ts";
import { manifestLearnCommand } from "./manifest-learn.ts";

const CANARY = "Marta Lindqvist";

function body(...spans: Readonly<Record<string, string>>[]): string {
  return JSON.stringify({
    resourceSpans: [
      {
        scopeSpans: [
          {
            scope: { name: "gen_ai" },
            spans: spans.map((attributes) => ({
              traceId: "a".repeat(32),
              spanId: "b".repeat(16),
              name: CANARY,
              startTimeUnixNano: "1795324429636000000",
              endTimeUnixNano: "1795324429637000000",
              attributes: Object.entries(attributes).map(([key, stringValue]) => ({
                key,
                value: { stringValue },
              })),
            })),
          },
        ],
      },
    ],
  });
}

const tool = (name: string) => ({
  "gen_ai.operation.name": "execute_tool",
  "gen_ai.tool.name": name,
  "gen_ai.agent.name": "support",
});
const chat = (model: string) => ({
  "gen_ai.operation.name": "chat",
  "gen_ai.provider.name": "openai",
  "gen_ai.request.model": "gpt-4o",
  "gen_ai.response.model": model,
});

async function learn(args: readonly string[], io: RecordedIo = recordedIo()) {
  const commands = { "manifest learn": manifestLearnCommand };
  return { ...io, status: await runCommand(["manifest", "learn", ...args], commands, io) };
}

test("what should be known of a body is said as every command says it", async () => {
  const file = join(testFolder({ "1-traces.json": "{}" }), "1-traces.json");
  const { stderr } = await learn([file]);
  expect(stderr[0]).toBe(`auditspan: ${file}: 0 spans`);
});

test("the names of captured bodies make a draft, and what is no name is left out", async () => {
  const dir = testFolder({
    "1-traces.json": body(tool("lookup"), tool("lookup"), tool(CANARY)),
    "2-traces.json": body(chat("gpt-4o-2024-08-06")),
  });
  const { status, stdout, stderr } = await learn([
    join(dir, "1-traces.json"),
    join(dir, "2-traces.json"),
  ]);
  expect(status).toBe(0);
  expect(stdout.join("\n")).toMatchInlineSnapshot(`
    "# DRAFT, not reviewed.
    # THESE NAMES COME FROM TRAFFIC. Whoever talks to the agent, or answers it, may have put them
    # there. Compare each with the code before it becomes a name that events may show.
    agent:
      name: support
      version: # fill in
    # image: repository@sha256:…
    models:
      - name: gpt-4o
        provider: openai
        version: "2024-08-06"
    tools:
      - name: lookup
        version: # fill in"
  `);
  expect(stderr[0]).toMatch(/^WARNING: THESE NAMES COME FROM TRAFFIC/);
  expect(stderr).toContain("4 spans read; 1 values left out that are no names");
  expect(stderr).toContain("  tools: lookup (2 times)");
  expect([...stdout, ...stderr].join("\n")).not.toContain("Marta");
});

test("a draft is no manifest before a person has filled it in", async () => {
  const dir = testFolder({ "traces.json": body(tool("lookup")) });
  const out = join(dir, "draft.yaml");
  expect((await learn([join(dir, "traces.json"), "--out", out])).status).toBe(0);
  expect(loadManifest(out).kind).toBe("invalid");
  expect(readFileSync(out, "utf8")).toMatch(/^# DRAFT, not reviewed\./);
  expect((await learn([join(dir, "traces.json"), "--out", out])).status).toBe(1);
});

test("a port can be listened on for a while", async () => {
  const stop = new AbortController();
  const heard = Promise.withResolvers<string>();
  const io: RecordedIo = {
    ...recordedIo({ signal: stop.signal }),
    err: (line) => void (line.startsWith("listening") && heard.resolve(line.split(" ")[2]!)),
  };
  const learned = learn(["--listen", "127.0.0.1:0"], io);
  const url = await heard.promise;
  const headers = { "content-type": "application/json", "content-encoding": "gzip" };
  const post = (path: string, sent: string): Promise<Response> =>
    fetch(`${url}${path}`, { method: "POST", headers, body: gzipSync(sent) });
  expect((await post("/v1/traces", body(tool("lookup")))).status).toBe(200);
  expect((await post("/v1/traces", "{")).status).toBe(400);
  expect((await post("/v1/other", "{}")).status).toBe(404);
  stop.abort();
  const { stdout } = await learned;
  expect(stdout.join("\n")).toContain("- name: lookup");
});

test("it ends by itself after the seconds that were asked for", async () => {
  const { status } = await learn(["--listen", "127.0.0.1:0", "--for", "0.05"]);
  expect(status).toBe(0);
});

test.each([
  [[]],
  [["a", "--listen", "127.0.0.1:0"]],
  [["a-traces.json", "--for", "3"]],
  [["--listen", "127.0.0.1:0", "--for", "-1"]],
])("%j is wrong usage", async (args) => {
  expect((await learn(args)).status).toBe(2);
});
