import { expect, test } from "vitest";
import { readFlag } from "./read-flag.ts";

test.each([
  [undefined, false, 0],
  ["", false, 0],
  ["0", false, 0],
  ["false", false, 0],
  ["1", true, 0],
  ["true", true, 0],
  ["yes please", true, 1],
])("%j is %s, with %i lines on stderr", (value, flag, said) => {
  const lines: string[] = [];
  const env = value === undefined ? {} : { FLAG: value };
  expect(readFlag("FLAG", env, (line) => lines.push(line))).toBe(flag);
  expect(lines).toHaveLength(said);
  expect(lines.join()).not.toContain("please");
});
