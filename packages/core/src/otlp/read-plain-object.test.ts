import { expect, test } from "vitest";
import { decodeTracesJson } from "./decode-traces-json.ts";

// The form that the exporter of Microsoft Agent 365 sends.
const BODY = {
  resourceSpans: [
    {
      resource: { attributes: { "service.name": "desk" } },
      scopeSpans: [
        {
          scope: { name: "Agent365Sdk" },
          spans: [
            {
              traceId: "ed6e7a6fef02787603c5f03bc766e2ec",
              spanId: "9bd09b30f91a9909",
              name: "Chat a-model",
              kind: "CLIENT",
              startTimeUnixNano: 1795631213812000000,
              endTimeUnixNano: 1795631213812808200,
              attributes: {
                "gen_ai.operation.name": "Chat",
                "gen_ai.usage.input_tokens": 100,
                "gen_ai.response.finish_reasons": ["tool_call", null],
                nested: { deep: [{ a: true }] },
                absent: null,
              },
              events: [
                {
                  timeUnixNano: 1795631213812000000,
                  name: "exception",
                  attributes: { "exception.type": "TypeError" },
                },
                { timeUnixNano: 1795631213812000000, name: "bare", attributes: null },
              ],
              links: null,
              status: { code: "ERROR", message: "" },
            },
          ],
        },
      ],
    },
  ],
};

const text = JSON.stringify(BODY);

test("plain objects stand for attributes, bare names for enums and numbers for times", () => {
  const [span] = decodeTracesJson(text);
  expect(span).toMatchObject({
    kind: 3,
    statusCode: 2,
    scope: { name: "Agent365Sdk" },
    parentSpanId: undefined,
  });
  expect([span?.startTime, span?.endTime]).toEqual([1795631213812000000n, 1795631213812808192n]);
  expect({ ...span?.resource }).toEqual({ "service.name": "desk" });
  expect(JSON.parse(JSON.stringify(span?.attributes))).toEqual({
    "gen_ai.operation.name": "Chat",
    "gen_ai.usage.input_tokens": 100,
    "gen_ai.response.finish_reasons": ["tool_call", null],
    nested: { deep: [{ a: true }] },
  });
  expect(span?.events.map(({ name, attributes }) => [name, { ...attributes }])).toEqual([
    ["exception", { "exception.type": "TypeError" }],
    ["bare", {}],
  ]);
});

test.each(["INTERNAL", "SPAN_KIND_INTERNAL"])("the kind %s is 1", (kind) => {
  const body = text.replace('"CLIENT"', JSON.stringify(kind));
  expect(decodeTracesJson(body)[0]?.kind).toBe(1);
});

test("values of plain objects are counted against the limit", () => {
  // Eight keys, three items and two events, beside the lists and objects that hold them
  expect(() => decodeTracesJson(text, { maxValues: 13 })).toThrow(/at most 13/);
  const flat = { attributes: Object.fromEntries(Array.from({ length: 50 }, (_, i) => [i, i])) };
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [flat] }] }] });
  expect(() => decodeTracesJson(body, { maxValues: 49 })).toThrow(/at most 49 values/);
  expect(() => decodeTracesJson(body, { maxValues: 50 })).not.toThrow();
});

test("values deeper than the limit are cut and counted", () => {
  let cut = 0;
  const [span] = decodeTracesJson(text, { maxDepth: 2, onCut: (values) => (cut += values) });
  expect(JSON.parse(JSON.stringify(span?.attributes["nested"]))).toEqual({});
  expect(cut).toBe(1);
});

test("own keys of JSON such as __proto__ reach no prototype", () => {
  const body = text.replace('"absent":null', '"__proto__":"x"');
  const [span] = decodeTracesJson(body);
  expect(Object.entries(span?.attributes ?? {})).toContainEqual(["__proto__", "x"]);
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
});
