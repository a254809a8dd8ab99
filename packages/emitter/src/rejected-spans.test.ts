import { expect, test } from "vitest";
import { rejectedSpans } from "./rejected-spans.ts";

const OVERLONG = Array.from({ length: 200 }, () => 0x80);

test.each([
  ["an empty answer", [], 0],
  ["a count", [0x0a, 2, 0x08, 7], 7],
  ["a count of two bytes", [0x0a, 3, 0x08, 0xac, 0x02], 300],
  ["a message without a count", [0x0a, 3, 0x12, 1, 0x41], 0],
  ["a count behind a message", [0x0a, 5, 0x12, 1, 0x41, 0x08, 9], 9],
  ["a field that is not known", [0x7a, 2, 1, 1, 0x0a, 2, 0x08, 5], 5],
  ["an answer that was cut off behind the count", [0x0a, 60, 0x08, 4, 0x12, 56, 0x41], 4],
  ["a count of more bytes than an integer has", [0x0a, 202, 1, 0x08, ...OVERLONG, 0], 0],
  ["bytes of another form", [...Buffer.from("<html>not protobuf</html>")], 0],
])("reads %s", (_name, bytes, count) => {
  expect(rejectedSpans(Uint8Array.from(bytes))).toBe(count);
});
