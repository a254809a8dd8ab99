import { expect, test } from "vitest";
import type { AuditEvent } from "../audit-event.ts";
import { eventAttributes } from "../audit-event.ts";
import { project } from "../project.ts";
import { readAuditEvent } from "../read-audit-event.ts";
import type { SpanRecord } from "../record.ts";
import { projectionContext } from "../testing/projection-context.ts";
import { spanRecord } from "../testing/records.ts";
import { TraceChain } from "../trace-chain.ts";
import { decodeBody } from "./decode-body.ts";
import { encodeEvent } from "./encode-event.ts";
import { createRequestHead } from "./encode-request.ts";
import { ProtobufWriter } from "./protobuf-writer.ts";

const context = projectionContext({ tools: ["lookup"] });
const answer = {
  "gen_ai.operation.name": "chat",
  "gen_ai.output.messages": [
    { role: "assistant", parts: ["a", "b"].map((name) => ({ type: "tool_call", name })) },
  ],
};

function onWire(events: readonly AuditEvent[]): SpanRecord[] {
  const chunk = new ProtobufWriter(1024);
  for (const [seq, event] of events.entries()) encodeEvent(chunk, event, { lane: LANE, seq });
  const head = createRequestHead({ serviceName: "billing", sdkVersion: "1.0.0" });
  const body = Buffer.concat([head(chunk.length), chunk.bytes()]);
  return decodeBody(body, { signal: "traces" }) as SpanRecord[];
}

const LANE = "00ff00ff00ff00ff";
const SPAN_ID = "00000000000000aa";
const PARENT = "00000000000000bb";

test.each([PARENT, undefined])("attempts are children of their completion under %s", (parent) => {
  const record = spanRecord({ spanId: SPAN_ID, parentSpanId: parent, attributes: answer });
  const events = project(record, context);
  const spans = onWire(events);
  expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(3);
  expect(spans.map(({ parentSpanId }) => parentSpanId || undefined)).toEqual([
    parent,
    SPAN_ID,
    SPAN_ID,
  ]);
});

test.each([PARENT, undefined])("what was sent is read as what it was under %s", (parent) => {
  const record = spanRecord({ spanId: SPAN_ID, parentSpanId: parent, attributes: answer });
  const events = project(record, context);
  for (const [i, span] of onWire(events).entries()) {
    expect(readAuditEvent(span, context.names)).toMatchObject({
      spanId: SPAN_ID,
      parentSpanId: parent,
      attributes: eventAttributes(events[i]!),
    });
  }
});

test("a span that names a subject and is not its child is not ours", () => {
  const record = spanRecord({ spanId: SPAN_ID, parentSpanId: PARENT, attributes: answer });
  const [completion, attempt] = onWire(project(record, context));
  const reads = (span: SpanRecord): boolean => readAuditEvent(span, context.names) !== undefined;
  expect(reads(attempt!)).toBe(true);
  expect(reads({ ...attempt!, parentSpanId: PARENT })).toBe(false);
  expect(reads({ ...attempt!, spanId: SPAN_ID })).toBe(false);
  const orphaned = { "auditspan.subject.parent_span_id": PARENT };
  expect(reads({ ...completion!, attributes: { ...completion!.attributes, ...orphaned } })).toBe(
    false,
  );
});

test("a link is written with its ids and nothing else, and read again", () => {
  const chain = new TraceChain();
  const roots = ["1", "2"].map((digit) =>
    chain.follow(
      project(
        spanRecord({ traceId: digit.repeat(32), spanId: SPAN_ID, parentSpanId: undefined }),
        context,
      )[0]!,
    ),
  );
  const link = Buffer.from(`6a1c0a10${"11".repeat(16)}1208${SPAN_ID}`, "hex");
  const bytes = roots.map((root) => {
    const chunk = new ProtobufWriter(64);
    encodeEvent(chunk, root, { lane: LANE, seq: 0 });
    return Buffer.from(chunk.bytes());
  });
  expect(bytes.map((each) => each.includes(link))).toEqual([false, true]);
  const [, second] = onWire(roots);
  const previous = { traceId: "1".repeat(32), spanId: SPAN_ID };
  expect(readAuditEvent(second!, context.names)?.previous).toEqual(previous);
  const nowhere = { ...second!, link: { ...previous, spanId: "" } };
  expect(readAuditEvent(nowhere, context.names)).toBe(undefined);
});
