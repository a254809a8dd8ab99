import { expect, test } from "vitest";
import { eventAttributes } from "./audit-event.ts";
import { createEvent } from "./create-event.ts";
import { project } from "./project.ts";
import { readAuditEvent } from "./read-audit-event.ts";
import { projectionContext } from "./testing/projection-context.ts";
import { spanRecord, START } from "./testing/records.ts";

const LAST = 2n ** 63n - 1n;
const context = projectionContext();

test.each([
  [LAST + 1n, LAST, LAST],
  [2n ** 64n - 1n, LAST, LAST],
  [10n ** 300n, LAST, LAST],
  [-1n, 0n, 1000n],
])("a span that begins at %d becomes an event at %d, which says so", (given, kept, end) => {
  const [event] = project(spanRecord({ startTime: given, endTime: given }), context);
  expect(event).toMatchObject({ startTime: kept, endTime: end });
  expect(event?.attributes).toMatchObject({
    "auditspan.event.time": String(kept),
    "auditspan.dropped_attributes": 1,
  });
});

test("an event that begins at the last time does not end after it", () => {
  const event = createEvent("operation", {}, context, { time: LAST });
  expect([event.startTime, event.endTime]).toEqual([LAST, LAST]);
});

test("what claims to be an event and has no time of one is not taken as such", () => {
  const event = createEvent("operation", {}, context, { time: START });
  const scope = { name: "auditspan" };
  const claim = spanRecord({ ...event, attributes: eventAttributes(event), scope, events: [] });
  const timed = { ...claim.attributes, "auditspan.event.time": String(LAST + 1n) };
  expect(readAuditEvent(claim, context.names)).toBeDefined();
  expect(readAuditEvent({ ...claim, endTime: LAST + 1n }, context.names)).toBeUndefined();
  expect(readAuditEvent({ ...claim, endTime: START - 1n }, context.names)).toBeUndefined();
  expect(readAuditEvent({ ...claim, attributes: timed }, context.names)).toBeUndefined();
});
