import { expect, test } from "vitest";
import { searchText } from "./search-text.ts";
import { createSecretMatcher } from "./secret-match.ts";

const match = createSecretMatcher([{ name: "api_key" }]);

function found(lines: number): { seconds: number; places: string[] } {
  const text = "API_KEY=hunter2-x1\n".repeat(lines);
  const start = performance.now();
  const problems = searchText(".env", "env", text, match);
  const seconds = (performance.now() - start) / 1000;
  return { seconds, places: problems.map(({ line, column }) => `${line}:${column}`) };
}

test("a finding in every line has its place, and the time grows with the length alone", () => {
  const { places } = found(1_000);
  expect([places[0], places.at(-1)]).toEqual(["1:9", "1000:9"]);
  const times = (lines: number) => [found(lines), found(lines)].map(({ seconds }) => seconds);
  // What takes the square of a length takes 100 times as long for ten times as much.
  expect(Math.min(...times(20_000)) / Math.min(...times(2_000))).toBeLessThan(40);
});
