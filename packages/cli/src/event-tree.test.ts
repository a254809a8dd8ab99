import { expect, test } from "vitest";
import type { AuditEvent } from "@auditspan/core";
import { eventTree } from "./event-tree.ts";

const span = (spanId: string, parentSpanId?: string): AuditEvent =>
  ({ spanId, parentSpanId }) as AuditEvent;

const shape = (events: AuditEvent[]): string[] =>
  eventTree(events).map(({ event, depth }) => `${" ".repeat(depth)}${event.spanId}`);

test("children stand under their parents, in the order given", () => {
  expect(shape([span("b", "a"), span("a"), span("c", "a"), span("d", "b")])).toEqual([
    "a",
    " b",
    "  d",
    " c",
  ]);
});

test("an event whose parent is missing is a root", () => {
  expect(shape([span("b", "nowhere")])).toEqual(["b"]);
});

test("spans that are each other's parents are shown all the same", () => {
  expect(shape([span("a", "b"), span("b", "a"), span("c", "c")])).toHaveLength(3);
});

test("a chain of spans may be of any length", () => {
  const chain = Array.from({ length: 50_000 }, (_, i) => span(`${i}`, `${i - 1}`));
  expect(eventTree(chain).at(-1)?.depth).toBe(49_999);
});
