import { eventAttributes } from "@auditspan/core";
import type { AuditEvent } from "@auditspan/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEmitter } from "../../packages/emitter/src/index.ts";
import { AGENT_NAMES, incidentEvents } from "../docs/incident.ts";
import { pageQueries } from "../docs/page-queries.ts";
import { startJaeger } from "./start-jaeger.ts";

const jaeger = await startJaeger();
const EVENTS = incidentEvents();
const SEARCHES = pageQueries().flatMap(({ title, jaeger: searches }) =>
  searches.map((tags) => ({ title, text: JSON.stringify(tags), tags })),
);

describe.runIf(jaeger !== undefined)("the searches of docs/queries.md in Jaeger", () => {
  beforeAll(async () => {
    for (const agent of AGENT_NAMES.agents) {
      const emitter = createEmitter({
        otlp: { endpoint: `${jaeger!.otlp}/v1/traces` },
        resource: { serviceName: agent },
      });
      for (const event of EVENTS) if (agentOf(event) === agent) emitter.emit(recent(event));
      await emitter.shutdown();
      expect(emitter.stats().dropped).toBe(0);
    }
  });
  afterAll(() => jaeger?.stop());

  test.each(SEARCHES)("$title $text", async ({ tags }) => {
    const found = [];
    for (const agent of AGENT_NAMES.agents) found.push(...(await jaeger!.search(agent, tags)));
    const expected = new Set(EVENTS.filter(carries(tags)).map(({ traceId }) => traceId));
    expect(new Set(found.map(({ traceID }) => traceID))).toEqual(expected);
    // Nothing found would be equal as well, and so would be all of it.
    expect(expected.size).toBeGreaterThan(0);
    expect(expected.size).toBeLessThan(new Set(EVENTS.map(({ traceId }) => traceId)).size);
  });
});

function agentOf(event: AuditEvent): unknown {
  return eventAttributes(event)["gen_ai.agent.name"];
}

// Without a time range Jaeger looks two days back.
const SHIFT = BigInt(Date.now() - Date.parse("2026-11-25T16:00:00Z")) * 1_000_000n;

function recent(event: AuditEvent): AuditEvent {
  return { ...event, startTime: event.startTime + SHIFT, endTime: event.endTime + SHIFT };
}

function carries(tags: Readonly<Record<string, string>>): (event: AuditEvent) => boolean {
  return (event) => {
    const attributes = eventAttributes(event);
    return Object.entries(tags).every(([key, value]) => String(attributes[key]) === value);
  };
}
