import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createFoldState,
  createForeignContexts,
  eventAttributes,
  fold,
  knownNames,
  readAuditEvent,
  release,
} from "@auditspan/core";
import type { AuditEvent, LogRecord, ProjectionContext, SpanRecord } from "@auditspan/core";
import { judgeStrings } from "./allowed-strings.ts";
import { anyLog, anySpan, CANARY, CANARY_PART } from "./arbitrary-records.ts";

const NAMED = knownNames({
  tools: ["known-tool"],
  agents: ["known-agent"],
  models: ["gpt-4o-mini"],
});
const RUNS = Number(process.env["AUDITSPAN_PROPERTY_RUNS"] ?? 400);

describe.each([
  ["with names", NAMED, false],
  ["without names", knownNames(), false],
  ["with commitments", NAMED, true],
])("whatever comes in, %s", (_, names, commitments) => {
  const contextOf = createForeignContexts({ key: new Uint8Array(32).fill(7), names, commitments });

  test("every string of every event is one that the schema allows, and for a reason", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anySpan, anyLog), { minLength: 1, maxLength: 4 }),
        (records) => {
          for (const { event, context } of eventsOf(records, contextOf)) {
            const refused = judgeStrings(event, context).filter(
              ({ reason }) => reason === undefined,
            );
            expect(refused).toEqual([]);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  test("no canary is visible, in any field of any event", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anySpan, anyLog), { minLength: 1, maxLength: 4 }),
        (records) => {
          for (const { event } of eventsOf(records, contextOf)) {
            const bytes = JSON.stringify([
              event.name,
              event.traceId,
              event.spanId,
              eventAttributes(event),
            ]);
            expect(bytes.toLowerCase()).not.toContain(CANARY_PART);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  test("every span yields an event, and none is lost while it waits for its log events", () => {
    fc.assert(
      fc.property(fc.array(anySpan, { minLength: 1, maxLength: 6 }), (records) => {
        expect(eventsOf(records, contextOf).length).toBeGreaterThanOrEqual(records.length);
      }),
      { numRuns: Math.ceil(RUNS / 3) },
    );
  });

  test("what claims to be ours passes only when every value fits its kind", () => {
    fc.assert(
      fc.property(anySpan, (span) => {
        const claimed = { ...span, scope: { name: "auditspan" }, events: [] };
        const event = readAuditEvent(claimed, names);
        if (event !== undefined) expect(JSON.stringify(event.attributes)).not.toContain(CANARY);
      }),
      { numRuns: RUNS },
    );
  });
});

test("the arbitrary records reach the types that the dialects know", () => {
  const contextOf = createForeignContexts({ key: new Uint8Array(32), names: NAMED });
  const types = new Set<string>();
  const attributes = new Set<string>();
  for (const record of fc.sample(fc.oneof(anySpan, anyLog), { numRuns: 2000, seed: 1 })) {
    for (const { event } of eventsOf([record], contextOf)) {
      types.add(event.type);
      for (const name of Object.keys(event.attributes)) attributes.add(name);
    }
  }
  expect([...types]).toEqual(
    expect.arrayContaining([
      "model_completion",
      "tool_call",
      "unregistered_tool",
      "unregistered_event",
      "agent_invocation",
      "annotation",
      "embedding",
      "operation",
    ]),
  );
  expect([...attributes]).toEqual(
    expect.arrayContaining([
      "auditspan.step.kinds",
      "gen_ai.request.model",
      "gen_ai.usage.input_tokens",
      "error.type",
    ]),
  );
});

function eventsOf(
  records: readonly (SpanRecord | LogRecord)[],
  contextOf: (record: SpanRecord | LogRecord) => ProjectionContext,
): { event: AuditEvent; context: ProjectionContext }[] {
  const state = createFoldState();
  const contexts = new Map(
    records.map((record) => [contextOf(record).stamp.sessionId, contextOf(record)]),
  );
  const events = records.flatMap((record) => fold(state, record, contextOf(record), 0));
  return [...events, ...release(state, Number.POSITIVE_INFINITY)].map((event) => ({
    event,
    context: contexts.get(event.stamp.sessionId)!,
  }));
}
