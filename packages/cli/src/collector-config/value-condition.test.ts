import { kindCheck, knownNames } from "@auditspan/core";
import type { Kind } from "@auditspan/core";
import { expect, test } from "vitest";
import { valueCondition } from "./value-condition.ts";

const NUMBERS = [...Array(1200).keys(), 9999, 99_999, 10 ** 6, 10 ** 6 + 1, 1_733_555_019];

/** The pattern that the JSON text of a list is compared with. */
function listPattern(of: Kind): RegExp {
  const condition = valueCondition("at", { kind: "list", of, max: 3 }, () => undefined)!;
  const text = /IsMatch\(at, (".*")\)$/.exec(condition)![1]!;
  const pattern = JSON.parse(text) as string;
  return new RegExp(pattern.replace("\\A", "^").replace("\\z", "$"));
}

test.each([0, 1, 7, 9, 10, 42, 99, 100, 999, 1000, 1001, 1090, 1_000_000])(
  "a list of counts up to %i takes what the kind takes, and no other number",
  (max) => {
    const of: Kind = { kind: "count", max };
    const [form, check] = [listPattern(of), kindCheck(of)];
    for (const n of NUMBERS) {
      expect(form.test(`[${n}]`), String(n)).toBe(check(n, knownNames()));
      expect(form.test(`[0,${n}]`), String(n)).toBe(check(n, knownNames()));
    }
    expect(form.test('["0"]')).toBe(false);
  },
);

test("a list of sizes, flags or ratios takes what is one of them", () => {
  for (const of of [{ kind: "size" }, { kind: "flag" }] as const) {
    const [form, check] = [listPattern(of), kindCheck(of)];
    for (const value of [...NUMBERS, 4096, 2 ** 40, 2 ** 41, true, false, null]) {
      expect(form.test(`[${value}]`), String(value)).toBe(check(value, knownNames()));
    }
  }
  const ratio = listPattern({ kind: "ratio", min: 0, max: 1 });
  const texts = ["[0.125,1]", "[0]", "[-0.5]", "[0.1234]", "[17]", '["0.5"]', "[0.5,0.5]"];
  expect(texts.filter((text) => ratio.test(text))).toEqual(["[0.125,1]", "[0]", "[0.5,0.5]"]);
  expect(listPattern({ kind: "ratio", min: -1, max: 1 }).test("[-0.5]")).toBe(true);
});
