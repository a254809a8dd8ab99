import { otlp } from "../../generated/otlp.js";
import { expect, test } from "vitest";
import { decodeBody } from "./decode-body.ts";
import { OtlpDecodeError } from "./decode-error.ts";

const request = { resourceSpans: [{ scopeSpans: [{ spans: [{ name: "a" }] }] }] };
const json = JSON.stringify(request);
const protobuf = otlp.ExportTraceServiceRequest.encode(request).finish();

test.each([
  ["protobuf", protobuf],
  ["JSON", Buffer.from(json)],
  ["JSON behind blanks", Buffer.from(` \r\n\t${json}`)],
  ["JSON behind a line feed", Buffer.from(`\n${json}`)],
  ["JSON behind a byte order mark", Buffer.from(`\u{feff}${json}`)],
])("the encoding of %s is told from the bytes", (_, bytes) => {
  expect(decodeBody(bytes, { signal: "traces" })).toMatchObject([{ signal: "span", name: "a" }]);
});

test("protobuf whose first group is as long as a brace is read as protobuf", () => {
  const name = "n".repeat(123 - 6);
  const spans = { resourceSpans: [{ scopeSpans: [{ spans: [{ name }] }] }] };
  const bytes = otlp.ExportTraceServiceRequest.encode(spans).finish();
  expect(bytes[1]).toBe(0x7b);
  expect(decodeBody(bytes, { signal: "traces" })).toMatchObject([{ name }]);
});

test("a stated encoding is not guessed", () => {
  expect(() => decodeBody(protobuf, { signal: "traces", encoding: "json" })).toThrow(
    OtlpDecodeError,
  );
});

test("an empty body is a request without records", () => {
  expect(decodeBody(new Uint8Array(), { signal: "logs" })).toEqual([]);
});
