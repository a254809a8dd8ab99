import { expect, test } from "vitest";
import { createPaint } from "./paint.ts";
import { sampleSession, SESSION } from "./testing/sample-events.ts";
import { timeline } from "./timeline.ts";

test("a session reads as who acted, then step by step", () => {
  const lines = timeline(SESSION, sampleSession(), createPaint(false));
  expect(lines.map((line) => line.replaceAll(/ {2,}/g, "  "))).toEqual([
    `session  ${SESSION}`,
    "agent  support-agent",
    expect.stringMatching(/^fingerprint {2}sha256:[0-9a-f]{64} \(unbound\)$/),
    "time  2026-11-22 05:13:49.636Z to 2026-11-22 05:13:51.136Z",
    "events  5 (1 high, 1 medium, 3 low)",
    "tokens  72 in, 52 out",
    "",
    "+0.000  session_started  ok",
    "+0.000  agent_invocation support-agent  ok  1.5 s",
    "+0.005  model_completion gpt-5  tool_calls  120 ms  72 → 52 tokens (20 reasoning)",
    "  question text ~35 · reasoning text ~22 · tool_selection object:1 ~7",
    "+0.125  unregistered_tool  requested",
    "+0.130  tool_call lookup  failure ENOENT  3 ms",
  ]);
});

test("what stands under another event is indented, also an attempt that only a completion shows", () => {
  const indents = timeline(SESSION, sampleSession(), createPaint(false))
    .slice(7)
    .filter((line) => line.startsWith("+"))
    .map((line) => line.slice(8).search(/\S/));
  expect(indents).toEqual([0, 0, 2, 4, 2]);
});

test("failures are red and high risk is yellow, on a terminal only", () => {
  const painted = timeline(SESSION, sampleSession(), createPaint(true)).join("\n");
  expect(painted).toMatch(/\u001B\[33m\+0\.125 +unregistered_tool/);
  expect(painted).toMatch(/\u001B\[31m\+0\.130 +tool_call lookup/);
  expect(timeline(SESSION, sampleSession(), createPaint(false)).join("\n")).not.toContain("\u001B");
});

test("an event with the kinds of its steps alone is shown", () => {
  const [first] = sampleSession();
  const attributes = { ...first!.attributes, "auditspan.step.kinds": ["question"] };
  const lines = timeline(SESSION, [{ ...first!, attributes }], createPaint(false));
  expect(lines.at(-1)?.trim()).toBe("question ? ~?");
});
