import { ATTRIBUTES, EVENT_TYPES, knownNames, readAuditEvent, RISKS } from "@auditspan/core";
import type { AuditEvent, Risk } from "@auditspan/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ownSpan, WORDS } from "./arbitrary-own-spans.ts";
import { judgeOwn, mayCarry } from "./own-reasons.ts";

const NAMED = knownNames({
  tools: ["known-tool"],
  agents: ["known-agent"],
  hosts: ["known.host"],
  processingActivities: ["known-activity"],
  images: ["registry.local/known"],
});
const RUNS = 20 * Number(process.env["AUDITSPAN_PROPERTY_RUNS"] ?? 400);

describe.each([
  ["with names", NAMED],
  ["without names", knownNames()],
])("what passes for ours, %s", (_, names) => {
  const holds = (check: (event: AuditEvent) => void): void =>
    fc.assert(
      fc.property(ownSpan(names), (span) => {
        const event = readAuditEvent(span, names);
        if (event !== undefined) check(event);
      }),
      { numRuns: RUNS },
    );

  test("holds no value but for a reason", () => {
    holds((event) => {
      const refused = judgeOwn(event, names).filter(({ reason }) => reason === undefined);
      expect(refused).toEqual([]);
    });
  });

  test("shows no word but in the digits of a digest", () => {
    holds((event) => {
      for (const { name, value, reason } of judgeOwn(event, names)) {
        const seen = WORDS.filter((word) => String(value).toLowerCase().includes(word));
        // A machine's number can be any number; a word is none.
        if (reason === "digest" || /^\d+$/.test(String(value).replaceAll("-", ""))) continue;
        expect([name, value, seen]).toEqual([name, value, []]);
      }
    });
  });

  test("carries what its type carries, all that it must, at its risk or above", () => {
    holds(({ type, attributes }) => {
      const names = Object.keys(attributes);
      expect(names.filter((name) => !mayCarry(type, name))).toEqual([]);
      expect(names).toEqual(expect.arrayContaining([...EVENT_TYPES[type]!.must]));
      const stated = RISKS.indexOf(attributes["auditspan.event.risk"] as Risk);
      expect(stated).toBeGreaterThanOrEqual(RISKS.indexOf(EVENT_TYPES[type]!.risk));
    });
  });
});

test("the arbitrary spans reach every type and every attribute, and many of them pass", () => {
  const spans = fc.sample(ownSpan(NAMED), { numRuns: 40_000, seed: 1 });
  const events = spans.flatMap((span) => readAuditEvent(span, NAMED) ?? []);
  expect(events.length).toBeGreaterThan(1000);
  expect(new Set(events.map(({ type }) => type)).size).toBe(Object.keys(EVENT_TYPES).length);
  const met = new Set(events.flatMap(({ attributes }) => Object.keys(attributes)));
  // The place of another span's event is bound to its ids: see `wire-place.test.ts` in core.
  const place = ["auditspan.subject.span_id", "auditspan.subject.parent_span_id"];
  expect(Object.keys(ATTRIBUTES).filter((name) => !met.has(name))).toEqual(place);
});
