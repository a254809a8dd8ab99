import type { Attributes, AttributeValue, AuditEvent } from "@auditspan/core";
import fc from "fast-check";
import { COLUMN_ENUMS, SEQ_ATTRIBUTE, TEXT_COLUMN_ENTRIES } from "../src/schema/event-columns.ts";
import { sampleEvent } from "./sample-events.ts";

const text = fc
  .string({ unit: "binary", maxLength: 20 })
  .map((value) => value.replaceAll("\0", ""));
// JSON knows one zero.
const number = fc
  .oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => value + 0);
const value: fc.Arbitrary<AttributeValue> = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.array(text, { maxLength: 4 }),
  fc.array(number, { maxLength: 4 }),
);
const columns: fc.Arbitrary<Attributes> = fc.record(
  {
    ...Object.fromEntries(
      TEXT_COLUMN_ENTRIES.map(([column, attribute]) => {
        const values = COLUMN_ENUMS[column];
        return [attribute, values ? fc.constantFrom(...values) : text];
      }),
    ),
    [SEQ_ATTRIBUTE]: fc.maxSafeNat(),
    "auditspan.event.risk": fc.constantFrom("low", "medium", "high", "critical"),
  },
  { requiredKeys: ["auditspan.event.risk"] },
) as fc.Arbitrary<Attributes>;
const attributes: fc.Arbitrary<Attributes> = fc
  .record({
    free: fc.dictionary(fc.oneof(text, fc.constant("__proto__")), value, { maxKeys: 6 }),
    runtime: fc.dictionary(
      text.map((key) => `auditspan.runtime.x.${key}`),
      value,
      { maxKeys: 3 },
    ),
    columns,
  })
  .map(({ free, runtime, columns }) => ({ ...free, ...runtime, ...columns }));
const time = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });

/** Events that hold anything a trail has to keep: names and values beyond the schema as well. */
export const anyEvent: fc.Arbitrary<AuditEvent> = fc
  .record({
    own: attributes,
    shared: attributes,
    startTime: time,
    endTime: time,
    eventTime: fc.option(time.map(String), { nil: undefined }),
    name: text,
    parentSpanId: fc.option(fc.constant("00f067aa0ba902b7"), { nil: undefined }),
  })
  .map(({ own, shared, eventTime, ...rest }) => {
    const event = sampleEvent();
    const time = eventTime === undefined ? {} : { "auditspan.event.time": eventTime };
    const { "auditspan.event.time": _, ...sample } = event.attributes;
    return {
      ...event,
      ...rest,
      attributes: { ...sample, ...own, ...time },
      stamp: { ...event.stamp, attributes: { ...shared, ...event.stamp.attributes } },
    };
  });
