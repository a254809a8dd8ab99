import { expect, test } from "vitest";
import { knownNames } from "@auditspan/core";
import { post, runCollector, storedEvents } from "../test/run-collector.ts";

const TENANT = "0b7f1c52-tenant-of-maria";
const AGENT = "agent-of-maria";
const NATIVE = `/observability/tenants/${TENANT}/otlp/agents/${AGENT}/traces?api-version=1`;

/** A request as the exporter of Microsoft Agent 365 1.0.0 makes it: no OTLP/JSON, but near to it. */
const BODY = JSON.stringify({
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
              name: "Chat gpt-4o",
              kind: "CLIENT",
              startTimeUnixNano: 1795631213812000000,
              endTimeUnixNano: 1795631213812808200,
              attributes: {
                "gen_ai.operation.name": "Chat",
                "gen_ai.request.model": "gpt-4o",
                "gen_ai.usage.input_tokens": 100,
                "gen_ai.input.messages": "Maria Beispiel asks",
                "microsoft.tenant.id": TENANT,
                "user.id": "maria",
              },
              events: null,
              links: null,
              status: { code: "OK", message: "" },
            },
          ],
        },
      ],
    },
  ],
});

test.each([NATIVE, NATIVE.replace("observability", "observabilityService")])(
  "spans that the exporter of Agent 365 posts to %s become events",
  async (path) => {
    const { url, trail } = await runCollector();
    const headers = { authorization: "Bearer maria", "x-ms-tenant-id": TENANT };
    const response = await post(url, path, BODY, headers);
    expect(response.status).toBe(200);
    const events = await storedEvents(trail);
    expect(events.map(({ type }) => type)).toEqual(["model_completion"]);
    expect(events[0]?.attributes).toMatchObject({
      "gen_ai.operation.name": "chat",
      "gen_ai.request.model": "gpt-4o",
      "gen_ai.usage.input_tokens": 100,
      "auditspan.step.kinds": ["question"],
    });
  },
);

test("neither tenant nor agent of the path, nor anything that the spans say of a person, is kept", async () => {
  const { url, trail } = await runCollector({ names: knownNames({ agents: ["desk"] }) });
  await post(url, NATIVE, BODY);
  const text = JSON.stringify(await storedEvents(trail), (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
  expect(text).toContain("model_completion");
  expect(text).not.toMatch(/maria/i);
});

test.each([
  NATIVE.replace("/otlp", ""),
  NATIVE.replace(TENANT, `${TENANT}/more`),
  NATIVE.replace("/traces", "/metrics"),
  `/v1${NATIVE}`,
])("%s is no path of that exporter", async (path) => {
  const { url } = await runCollector();
  const response = await post(url, path, BODY);
  expect(response.status).toBe(404);
  expect(await response.text()).not.toMatch(/maria/i);
});

test("a path of that exporter is posted to only", async () => {
  const { url } = await runCollector();
  expect((await fetch(url + NATIVE)).status).toBe(405);
});
