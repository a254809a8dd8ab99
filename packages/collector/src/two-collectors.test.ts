import type { AuditEvent } from "@auditspan/core";
import { expect, test } from "vitest";
import { chatSpan, loggedChat, logs, traces } from "../test/otlp-bodies.ts";
import { post, runCollector, storedEvents, until } from "../test/run-collector.ts";

const OPENAI = "@opentelemetry/instrumentation-openai";

test("two collectors on one trail write side by side, and nothing is missing", async () => {
  const first = await runCollector();
  const second = await runCollector({ dir: first.dir });
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      post((i % 2 === 0 ? first : second).url, "/v1/traces", traces([chatSpan(), chatSpan()])),
    ),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await storedEvents(first.trail)).toHaveLength(80);
});

test("a span that both get is one event, of one session", async () => {
  const first = await runCollector();
  const second = await runCollector({ dir: first.dir });
  const body = traces([chatSpan()]);
  await post(first.url, "/v1/traces", body);
  expect((await post(second.url, "/v1/traces", body)).status).toBe(200);
  expect(second.collector.stats()).toMatchObject({ events: 0, duplicates: 1 });
  expect(await storedEvents(first.trail)).toHaveLength(1);
});

test("a completion whose log record goes to the other stands without its steps", async () => {
  const first = await runCollector({ holdMs: 200 });
  const second = await runCollector({ dir: first.dir, holdMs: 200 });
  const { span, log } = loggedChat();
  await post(first.url, "/v1/traces", traces([span], OPENAI));
  await post(second.url, "/v1/logs", logs([log], OPENAI));
  await until(() => first.collector.stats().events === 1);
  // Longer than either waits for what belongs together.
  await new Promise((done) => setTimeout(done, 500));
  const events = await storedEvents(first.trail);
  expect(events.map(stepsOf)).toEqual([undefined]);
});

test("one that starts takes over what the other holds, before its log records are there", async () => {
  const first = await runCollector({ holdMs: 60_000 });
  const { span, log } = loggedChat();
  await post(first.url, "/v1/traces", traces([span], OPENAI));
  const second = await runCollector({ dir: first.dir });
  await post(first.url, "/v1/logs", logs([log], OPENAI));
  await first.collector.close();
  expect(first.collector.stats()).toMatchObject({ events: 0, duplicates: 1 });
  const events = await storedEvents(second.trail);
  expect(events.map(stepsOf)).toEqual([undefined]);
});

function stepsOf({ attributes }: Pick<AuditEvent, "attributes">): unknown {
  return attributes["auditspan.step.kinds"];
}
