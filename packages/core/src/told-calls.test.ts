import fc from "fast-check";
import { expect, test } from "vitest";
import { ToldCalls } from "./told-calls.ts";

const TRACE = "0".repeat(31);

test("the latest 512 calls are known, whatever their ids, and no older one", () => {
  // Few different last digits, so that chains are long.
  const spanId = fc.tuple(fc.nat(3), fc.nat(40)).map(([a, b]) => `${b}-${a}`.padStart(16, "0"));
  const call = fc.record({ trace: fc.nat(2).map((n) => TRACE + n), spanId, bits: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(call, { minLength: 500, maxLength: 1500 }), (calls) => {
      const told = new ToldCalls();
      for (const { trace, spanId: id, bits } of calls) told.add(trace, id, bits, 10n);
      const latest = calls.slice(-512);
      for (const { trace, spanId: id } of calls) {
        const last = latest.findLast((each) => each.trace === trace && each.spanId === id);
        expect(told.bitsAt(trace, id, 10n)).toBe(last?.bits ?? 0);
      }
    }),
    { numRuns: 30 },
  );
});

test("a call that ended before is not the one around", () => {
  const told = new ToldCalls();
  told.add(`${TRACE}1`, "00000000000000aa", 1, 10n);
  expect(told.bitsAt(`${TRACE}1`, "00000000000000aa", 11n)).toBe(0);
  expect(told.bitsAt(`${TRACE}2`, "00000000000000aa", 9n)).toBe(0);
});
