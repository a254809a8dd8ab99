import { expect, test } from "vitest";
import { chatSpan, protobufTraces, traces } from "../test/otlp-bodies.ts";
import { post, runCollector, storedEvents } from "../test/run-collector.ts";

test.each([
  ["absent", ""],
  ["all zeros", "0".repeat(32)],
  ["too short", "abcd"],
  ["no hex", "anna.mueller@example.com"],
])("spans whose trace id is %s are kept, counted, and told to the sender", async (_, traceId) => {
  const { url, trail, collector } = await runCollector();
  const spans = [{ ...chatSpan(), traceId }, chatSpan(), { ...chatSpan(), spanId: traceId }];
  const response = await post(url, "/v1/traces", traces(spans));
  expect(response.status).toBe(200);
  const errorMessage = expect.stringContaining("without a valid trace or span id: 2") as string;
  expect(await response.json()).toEqual({ partialSuccess: { rejectedSpans: "0", errorMessage } });
  expect(await storedEvents(trail)).toHaveLength(3);
  expect(collector.stats()).toMatchObject({ events: 3, invalidIds: 2 });
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toContain("auditspan_collector_invalid_ids_total 2\n");
});

test("in protobuf they are told, too, and each is an event of its own", async () => {
  const { url, trail } = await runCollector();
  const response = await post(url, "/v1/traces", protobufTraces(["a", "b", "c"]));
  const text = Buffer.from(await response.arrayBuffer()).toString("latin1");
  expect(text).toContain("without a valid trace or span id: 3; kept, ");
  expect(await storedEvents(trail)).toHaveLength(3);
});

test("spans with valid ids are not worth a word", async () => {
  const { url } = await runCollector();
  const response = await post(url, "/v1/traces", traces([chatSpan()]));
  expect(await response.json()).toEqual({});
});
