import { expect, test } from "vitest";
import { lineOf } from "./located.ts";
import { DocumentError, parseDocumentText } from "./parse-document.ts";

function errorOf(text: string): DocumentError {
  try {
    parseDocumentText("m.yaml", text);
  } catch (error) {
    if (error instanceof DocumentError) return error;
    throw error;
  }
  throw new Error("expected an error");
}

/** The least of the times that some runs take. */
function least(runs: number, work: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

// What takes the square of a length takes 256 times as long for 16 times as much.
test.each([
  ["anchors", (n: number) => `a: ${"&a ".repeat(n)}`],
  ["tags", (n: number) => `a: ${"!!str ".repeat(n)}`],
  ["aliases", (n: number) => `a: ${"*a ".repeat(n)}`],
  ["quotes", (n: number) => `a: ${'"" '.repeat(n)}`],
  ["escapes", (n: number) => `a: "${"\\q".repeat(n)}"`],
])("a line of many wrong %s takes no more than its length", (_, textOf) => {
  const [short, long] = [textOf(4_000), textOf(64_000)];
  errorOf(short);
  const ratio =
    least(3, () => errorOf(long)) /
    Math.max(
      1,
      least(5, () => errorOf(short)),
    );
  expect(ratio).toBeLessThan(50);
});

test("behind the first thing that fits nowhere nothing is read", () => {
  const text = `a: b\nc: ]${"]".repeat(1_000_000)}`;
  const start = process.memoryUsage().heapTotal;
  const error = errorOf(text);
  expect([error.code, lineOf(error.at)]).toEqual(["syntax", { line: 2, column: 4 }]);
  // A million errors would take some hundreds of MiB.
  expect(process.memoryUsage().heapTotal - start).toBeLessThan(100 * 1024 * 1024);
});

test.each([
  ["a: 0\r\nb: [1\r\nc: 2\r\n", 3, 1],
  ["a: 1\nb: !x 2\n", 2, 7],
  ["a: 1\n---\nb: 2\n", 2, 1],
  ["a: &a &b 1\n", 1, 7],
])("the place of an error is found in %j", (text, line, column) => {
  expect(lineOf(errorOf(text).at)).toEqual({ line, column });
});
