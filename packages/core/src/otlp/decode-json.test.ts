import { expect, test } from "vitest";
import { OtlpDecodeError } from "./decode-error.ts";
import { decodeLogsJson } from "./decode-logs-json.ts";
import { decodeTracesJson } from "./decode-traces-json.ts";

const CANARY = "Maria Beispiel";

test("a span in OTLP/JSON is read with hex ids, integers in either form and enum names", () => {
  const [span] = decodeTracesJson(
    request({
      traceId: "5B8EFFF798038103D269B633813FC60C",
      spanId: "eee19b7ec3c1b174",
      parentSpanId: "",
      name: "chat",
      kind: "SPAN_KIND_CLIENT",
      startTimeUnixNano: "1544712660300000001",
      endTimeUnixNano: 1544712661000000000,
      unknownField: { nested: [CANARY] },
      status: { code: "STATUS_CODE_ERROR", message: CANARY },
      attributes: [
        { key: "int.text", value: { intValue: "12" } },
        { key: "int.number", value: { intValue: 12 } },
        { key: "double", value: { doubleValue: "NaN" } },
        { key: "bytes", value: { bytesValue: "aGk=" } },
        { key: "null", value: null },
        { key: "new kind", value: { futureValue: 1 } },
      ],
    }),
  );
  expect(span).toMatchObject({
    traceId: "5b8efff798038103d269b633813fc60c",
    spanId: "eee19b7ec3c1b174",
    kind: 3,
    startTime: 1544712660300000001n,
    endTime: 1544712661000000000n,
    statusCode: 2,
  });
  expect(span?.parentSpanId).toBeUndefined();
  expect({ ...span?.attributes }).toEqual({
    "int.text": 12,
    "int.number": 12,
    double: Number.NaN,
    bytes: new Uint8Array([0x68, 0x69]),
    null: undefined,
    "new kind": undefined,
  });
});

test.each([
  [3, 3],
  ["SPAN_KIND_SERVER", 2],
  ["SPAN_KIND_OTHER", 0],
  [17, 0],
  [null, 0],
])("the kind %j is %i", (kind, expected) => {
  expect(decodeTracesJson(request({ kind }))[0]?.kind).toBe(expected);
});

test.each(["W47/95gDgQPSabYzgT/GDA==", "zz8efff798038103d269b633813fc60c", "0".repeat(32), 7])(
  "the trace id %j is none",
  (traceId) => {
    expect(decodeTracesJson(request({ traceId }))[0]?.traceId).toBe("");
  },
);

test.each([
  ["no JSON", CANARY, "expected JSON text at the body"],
  ["a list", "[]", "expected a JSON object at the body"],
  ["a text for the groups", `{"resourceSpans":"${CANARY}"}`, "expected an array at resourceSpans"],
  [
    "a number for a span",
    request(7),
    "expected an object at resourceSpans[0].scopeSpans[0].spans[0]",
  ],
  [
    "a number for a name",
    request({ name: 7 }),
    "expected a string at resourceSpans[0].scopeSpans[0].spans[0].name",
  ],
  [
    "a text for an integer",
    request({ attributes: [{ key: "k", value: { intValue: CANARY } }] }),
    "expected an integer of 64 bits at resourceSpans[0].scopeSpans[0].spans[0].attributes[0].intValue",
  ],
  [
    "a time before 1970",
    request({ startTimeUnixNano: "-1" }),
    "expected an unsigned integer of 64 bits at resourceSpans[0].scopeSpans[0].spans[0].startTimeUnixNano",
  ],
])("%s is refused with the path and without content", (_, body, message) => {
  expect(() => decodeTracesJson(body)).toThrow(new OtlpDecodeError(...parts(message)));
});

test("a nested value deeper than the limit is cut and counted, however deep it is", () => {
  const levels = 100_000;
  const open = '{"arrayValue":{"values":[';
  const bomb = `${open.repeat(levels)}{}${"]}}".repeat(levels)}`;
  const text = `{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":${bomb}}]}]}]}`;
  let cut = 0;
  const [record] = decodeLogsJson(text, { onCut: (values) => (cut += values) });
  expect(JSON.stringify(record?.body)).toBe("[".repeat(15) + "null" + "]".repeat(15));
  expect(cut).toBe(1);
});

test("a body that would fill the memory with empty objects is refused before it is parsed", () => {
  const text = `{"resourceSpans":[],"x":["[[[\\"[",${"{},".repeat(10)}0]}`;
  expect(() => decodeTracesJson(text, { maxValues: 13 })).not.toThrow();
  expect(() => decodeTracesJson(text, { maxValues: 12 })).toThrow(/at most 12 arrays and objects/);
});

test("a log record takes its name from the attribute and its time from the observation", () => {
  const attributes = [{ key: "event.name", value: { stringValue: "gen_ai.choice" } }];
  const record = { observedTimeUnixNano: "5", attributes, spanId: "eee19b7ec3c1b174" };
  const text = JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] });
  expect(decodeLogsJson(text)[0]).toMatchObject({
    eventName: "gen_ai.choice",
    time: 5n,
    spanId: "eee19b7ec3c1b174",
    body: undefined,
  });
});

test("own keys of JSON such as __proto__ reach no prototype", () => {
  const attributes = [{ key: "__proto__", value: { stringValue: "x" } }];
  const [span] = decodeTracesJson(request({ attributes }));
  expect(Object.entries(span?.attributes ?? {})).toEqual([["__proto__", "x"]]);
});

function request(span: unknown): string {
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
}

function parts(message: string): [string, string] {
  const [expectation, where] = message.slice("expected ".length).split(" at ") as [string, string];
  return [expectation, where];
}
