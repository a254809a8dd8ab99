import { createEvent, TraceChain } from "@auditspan/core";
import { expect, test } from "vitest";
import { AuditResource, AuditSpan } from "./audit-span.ts";
import { Session } from "./session.ts";

const { context } = new Session({}, () => {});
const event = createEvent("credential_access", {}, context, {
  time: 10_000_000_005n,
  duration: 2_000_000_000n,
  traceId: "0af7651916cd43dd8448eb211c80319c",
  parentSpanId: "b7ad6b7169203331",
  outcome: "denied",
});
const resource = new AuditResource("support");

test("readers of all SDK lines find ids, parent, scope and times", () => {
  const span = new AuditSpan(event, resource);
  expect(span.spanContext()).toEqual({
    traceId: event.traceId,
    spanId: event.spanId,
    traceFlags: 1,
  });
  expect(span.parentSpanId).toBe("b7ad6b7169203331");
  expect(span.parentSpanContext).toMatchObject({ spanId: "b7ad6b7169203331" });
  expect(span.instrumentationScope).toEqual({ name: "auditspan", version: "1" });
  expect(span.instrumentationLibrary).toBe(span.instrumentationScope);
  expect([span.startTime, span.endTime, span.duration]).toEqual([
    [10, 5],
    [12, 5],
    [2, 0],
  ]);
  expect(span.resource.attributes["service.name"]).toBe("support");
});

test("the root of a trace is linked to the root before it, with no attributes on the link", () => {
  const chain = new TraceChain();
  const roots = ["1", "2"].map((digit) =>
    chain.follow(createEvent("db_query", {}, context, { time: 5n, traceId: digit.repeat(32) })),
  );
  const [first, second] = roots.map((root) => new AuditSpan(root, resource).links);
  expect(first).toEqual([]);
  expect(second).toEqual([
    {
      context: { traceId: "1".repeat(32), spanId: roots[0]!.spanId, traceFlags: 1 },
      attributes: {},
    },
  ]);
});

test("a denied action is an error without a message", () => {
  expect(new AuditSpan(event, resource).status).toEqual({ code: 2 });
});

test("two spans share scope and resource, by which serializers group", () => {
  const [a, b] = [new AuditSpan(event, resource), new AuditSpan(event, resource)];
  expect(a.instrumentationScope).toBe(b.instrumentationScope);
  expect(a.resource).toBe(b.resource);
});

test("it is known by a brand that nothing else can carry", () => {
  const span = new AuditSpan(event, resource);
  expect(AuditSpan.isAuditSpan(span)).toBe(true);
  expect(AuditSpan.isAuditSpan(Object.assign({}, span))).toBe(false);
  expect(AuditSpan.isAuditSpan(Object.create(span) as object)).toBe(false);
});

test("merging another resource brings nothing in", () => {
  expect(resource.merge()).toBe(resource);
});
