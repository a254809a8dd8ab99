import { expect, test } from "vitest";
import type { NamesFile } from "./known-names.ts";
import { project } from "./project.ts";
import type { AnyAttributes } from "./record.ts";
import { projectionContext } from "./testing/projection-context.ts";
import { SPAN_ID, spanRecord, TRACE_ID } from "./testing/records.ts";

const NAMES: NamesFile = { tools: ["lookup"], models: ["house"], agents: ["billing"] };
const CHAT = { "gen_ai.operation.name": "chat" };

const answer = (...names: string[]): AnyAttributes => ({
  ...CHAT,
  "gen_ai.output.messages": [
    { role: "assistant", parts: names.map((name) => ({ type: "tool_call", name })) },
  ],
});

test("an answer is followed by an attempt for each, on the completion's span id", () => {
  const context = projectionContext(NAMES);
  const record = spanRecord({ attributes: answer("a", "lookup", "b") });
  const [completion, ...attempts] = project(record, context);
  expect(attempts.map(({ type }) => type)).toEqual(["unregistered_tool", "unregistered_tool"]);
  for (const [i, attempt] of attempts.entries()) {
    expect(attempt).toMatchObject({
      name: "unregistered_tool",
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      startTime: completion!.endTime - 1000n,
      endTime: completion!.endTime,
      attributes: {
        "auditspan.event.id": context.eventId(record, i + 1),
        "auditspan.event.risk": "high",
        "auditspan.event.phase": "requested",
        "auditspan.event.outcome": "unknown",
        "gen_ai.agent.name": "billing",
      },
    });
  }
});

test("an answer commits to their names where commitments are made", () => {
  const context = projectionContext(NAMES, { commitments: true });
  const [, attempt] = project(spanRecord({ attributes: answer("a") }), context);
  expect(attempt!.attributes["auditspan.commitment.name"]).toBe(
    context.keyed("commitment.name", "a"),
  );
});

test("an answer is followed by sixteen attempts at most", () => {
  const names = Array.from({ length: 40 }, (_, i) => `tool-${i}`);
  const record = spanRecord({ attributes: answer(...names) });
  expect(project(record, projectionContext(NAMES))).toHaveLength(17);
});

test("an answer says nothing where no names were given", () => {
  const record = spanRecord({ attributes: answer("a") });
  expect(project(record, projectionContext())).toHaveLength(1);
});
