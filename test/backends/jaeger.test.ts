import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventAttributes, eventId } from "@auditspan/core";
import type { TrailEvent } from "@auditspan/trail";
import { runDemo } from "./run-demo.ts";
import { startJaeger } from "./start-jaeger.ts";
import type { JaegerSpan, JaegerTrace } from "./start-jaeger.ts";

const SERVICE = "support-agent";
const jaeger = await startJaeger();

describe.runIf(jaeger !== undefined)("the demo's run in Jaeger", () => {
  let events: readonly TrailEvent[];
  let traces: readonly JaegerTrace[];
  let spans: readonly JaegerSpan[];

  beforeAll(async () => {
    events = await runDemo(jaeger!.otlp);
    traces = await jaeger!.search(SERVICE);
    spans = traces.flatMap((trace) => trace.spans);
  });
  afterAll(() => jaeger?.stop());

  test("every event is a span of its own, with the attributes of the trail", () => {
    expect(spans).toHaveLength(events.length);
    const byId = new Map(spans.map((span) => [tagsOf(span)["auditspan.event.id"], span]));
    for (const event of events) {
      const span = byId.get(eventId(event))!;
      expect(span.operationName).toBe(event.name);
      expect(span.traceID).toBe(event.traceId);
      expect(tagsOf(span)).toMatchObject(asTags(eventAttributes(event)));
    }
  });

  test("no trace and no span carries a warning, and every span lasts at least a microsecond", () => {
    expect(traces.flatMap(({ warnings }) => warnings ?? [])).toEqual([]);
    expect(spans.flatMap(({ warnings }) => warnings ?? [])).toEqual([]);
    expect(spans.filter(({ duration }) => duration < 1)).toEqual([]);
  });

  test("no two spans share an id; an attempt is a child of the completion that shows it", () => {
    expect(new Set(spans.map(({ spanID }) => spanID)).size).toBe(spans.length);
    const [attempt] = spans.filter(({ operationName }) => operationName === "unregistered_tool");
    const [parent] = attempt!.references;
    const completion = spans.find(({ spanID }) => spanID === parent!.spanID)!;
    expect(completion.operationName).toBe("model_completion gpt-5");
    expect(completion.spanID).toBe(tagsOf(attempt!)["auditspan.subject.span_id"]);
  });

  test("no span has logs, a status text or a name that holds more than registered names", () => {
    expect(spans.flatMap(({ logs }) => logs)).toEqual([]);
    const texts = spans.map((span) => tagsOf(span)["otel.status_description"]);
    expect(texts.filter((text) => text !== undefined)).toEqual([]);
    expect(new Set(spans.map(({ operationName }) => operationName))).toEqual(
      new Set(events.map(({ name }) => name)),
    );
  });

  test("a turn is a trace, and its root is linked to the root of the one before", () => {
    const roots = traces
      .flatMap((trace) => trace.spans.filter((span) => parentOf(span) === undefined))
      .toSorted((a, b) => a.startTime - b.startTime);
    expect(roots.length).toBe(traces.length);
    expect(roots.length).toBeGreaterThan(3);
    for (const [i, root] of roots.entries()) {
      const before = roots[i - 1];
      const links = root.references.map(({ traceID, spanID }) => [traceID, spanID]);
      expect(links).toEqual(before === undefined ? [] : [[before.traceID, before.spanID]]);
    }
  });

  test.each(["session.id", "auditspan.config_fingerprint"])(
    "the whole session is found by %s",
    async (key) => {
      const found = await jaeger!.search(SERVICE, { [key]: String(tagsOf(spans[0]!)[key]) });
      expect(idsOf(found)).toEqual(idsOf(traces));
      expect(await jaeger!.search(SERVICE, { [key]: "another" })).toEqual([]);
    },
  );

  test("the traces of an event type are found by auditspan.event.type", async () => {
    const type = { "auditspan.event.type": "unregistered_tool" };
    const found = await jaeger!.search(SERVICE, type);
    expect(found).toHaveLength(1);
    expect(found[0]!.spans.map((span) => tagsOf(span)["auditspan.event.type"])).toContain(
      "unregistered_tool",
    );
  });

  test("completions show tokens, reasoning steps and what the GenAI view looks for", () => {
    const completions = spans.filter(({ operationName }) =>
      operationName.startsWith("model_completion"),
    );
    expect(completions.length).toBeGreaterThan(4);
    for (const span of completions) {
      expect(tagsOf(span)["gen_ai.operation.name"]).toBe("chat");
      expect(tagsOf(span)["gen_ai.request.model"]).toMatch(/^gpt-5/);
    }
    const told = completions
      .map(tagsOf)
      .find((tags) => String(tags["auditspan.step.kinds"]).includes("reasoning"));
    expect(told).toMatchObject({
      "gen_ai.usage.input_tokens": expect.any(Number),
      "gen_ai.usage.output_tokens": expect.any(Number),
      "auditspan.step.shapes": expect.stringMatching(/^\["/),
    });
    const tools = spans.filter(({ operationName }) => operationName.startsWith("tool_call"));
    expect(new Set(tools.map((span) => tagsOf(span)["gen_ai.operation.name"]))).toEqual(
      new Set(["execute_tool"]),
    );
    const turns = spans.filter(({ operationName }) => operationName.startsWith("agent_invocation"));
    expect(new Set(turns.map((span) => tagsOf(span)["gen_ai.operation.name"]))).toEqual(
      new Set(["invoke_agent"]),
    );
  });

  test("the web pages get the link patterns of collector-config", async () => {
    expect(await jaeger!.page()).toContain("linkPatterns");
  });
});

function tagsOf({ tags }: JaegerSpan): Record<string, unknown> {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}

// Jaeger shows a list as its JSON text.
function asTags(attributes: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [
      key,
      Array.isArray(value) ? JSON.stringify(value) : value,
    ]),
  );
}

function parentOf({ references }: JaegerSpan): string | undefined {
  return references.find(({ refType }) => refType === "CHILD_OF")?.spanID;
}

function idsOf(traces: readonly JaegerTrace[]): string[] {
  return traces.map(({ traceID }) => traceID).toSorted();
}
