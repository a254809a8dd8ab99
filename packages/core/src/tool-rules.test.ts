import { expect, test } from "vitest";
import type { Manifest, ManifestTool } from "./manifest/manifest.ts";
import { manifestNames } from "./manifest/manifest-names.ts";
import { eventAttributes } from "./audit-event.ts";
import { createEvent } from "./create-event.ts";
import type { Kind } from "./kinds.ts";
import { knownNames } from "./known-names.ts";
import type { KnownNames } from "./known-names.ts";
import { project } from "./project.ts";
import { readAuditEvent } from "./read-audit-event.ts";
import { projectionContext } from "./testing/projection-context.ts";
import { spanRecord, START } from "./testing/records.ts";
import { SCHEMA_VERSION, SCOPE_NAME } from "./schema-version.ts";

const CANARY = "Marta Lindqvist";
const TOOL: ManifestTool = {
  name: "query_database",
  version: "1.2.3",
  schemaDigest: undefined,
  eventType: "db_query",
  risk: undefined,
  parameters: {
    limit: { kind: "count", max: 1000 },
    table: { kind: "enum", values: ["orders", "refunds"] },
    constructor: { kind: "flag" } as Kind,
  },
  results: { rows: { kind: "size" } },
};

function namesOf(...tools: ManifestTool[]) {
  const manifest: Manifest = {
    agent: { name: "support", version: "1" },
    image: undefined,
    models: [],
    tools,
    agents: [],
    mcpServers: [],
    hosts: [],
    isolation: undefined,
    prompts: {},
    policies: {},
    processingActivity: undefined,
    eventTypes: undefined,
    config: {},
  };
  return manifestNames(manifest);
}

const contextOf = (names: KnownNames) => projectionContext(undefined, { names });

function attributesOf(args: unknown, result: unknown, names = namesOf(TOOL)) {
  const record = spanRecord({
    scope: { name: "gen_ai" },
    attributes: {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "query_database",
      "gen_ai.tool.call.arguments": args,
      "gen_ai.tool.call.result": result,
    },
  });
  const [event] = project(record, projectionContext(undefined, { names }));
  return event!.attributes;
}

const details = (attributes: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(attributes).filter(([name]) => name.startsWith("auditspan.tool.")),
  );

test("declared parameters and result fields are kept, from an object or its JSON text", () => {
  const args = { limit: 10, table: "orders", customer: CANARY };
  const result = { rows: 900, first: CANARY };
  for (const attributes of [
    attributesOf(args, result),
    attributesOf(JSON.stringify(args), JSON.stringify(result)),
  ]) {
    expect(details(attributes)).toEqual({
      "auditspan.tool.parameter.limit": 10,
      "auditspan.tool.parameter.table": "orders",
      "auditspan.tool.result.rows": 1024,
    });
    expect(attributes["auditspan.dropped_attributes"]).toBeUndefined();
    expect(JSON.stringify(attributes)).not.toContain(CANARY);
  }
});

test("what does not fit its kind is dropped and counted", () => {
  const attributes = attributesOf({ limit: CANARY, table: CANARY, constructor: 3 }, { rows: [] });
  expect(details(attributes)).toEqual({});
  expect(attributes["auditspan.dropped_attributes"]).toBe(4);
});

test("what a call has by its prototype is no parameter of it", () => {
  expect(details(attributesOf({}, CANARY))).toEqual({});
  expect(details(attributesOf([1], undefined))).toEqual({});
});

test("a call is the event that the manifest declares, at its risk", () => {
  const attributes = attributesOf({}, {});
  expect(attributes["auditspan.event.type"]).toBe("db_query");
  expect(attributes["auditspan.event.risk"]).toBe("medium");
  const risky = attributesOf({}, {}, namesOf({ ...TOOL, risk: "critical" }));
  expect(risky["auditspan.event.risk"]).toBe("critical");
  const own = attributesOf({}, {}, namesOf({ ...TOOL, eventType: "refund_issued" }));
  expect(own["auditspan.event.type"]).toBe("tool_call");
});

test("without a manifest nothing of a call is kept", () => {
  const attributes = attributesOf({ limit: 10 }, {}, knownNames({ tools: ["query_database"] }));
  expect(details(attributes)).toEqual({});
  expect(attributes["auditspan.event.type"]).toBe("tool_call");
});

test("a detail that comes over the wire is checked against the manifest", () => {
  const names = namesOf(TOOL);
  const record = spanRecord({
    scope: { name: "gen_ai" },
    attributes: {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "query_database",
      "gen_ai.tool.call.arguments": { limit: 10 },
    },
  });
  const [event] = project(record, projectionContext(undefined, { names }));
  const received = (attributes: Readonly<Record<string, unknown>>, known = names) =>
    readAuditEvent(
      spanRecord({
        name: event!.name,
        startTime: event!.startTime,
        endTime: event!.endTime,
        attributes: { ...eventAttributes(event!), ...attributes },
        scope: { name: SCOPE_NAME, version: SCHEMA_VERSION },
      }),
      known,
    );
  expect(received({})?.attributes["auditspan.tool.parameter.limit"]).toBe(10);
  expect(received({ "auditspan.tool.parameter.limit": CANARY })).toBeUndefined();
  expect(received({ "auditspan.tool.parameter.other": 1 })).toBeUndefined();
  expect(received({}, namesOf({ ...TOOL, parameters: {} }))).toBeUndefined();
  // On an event that is no call of the tool it is no detail of one.
  expect(received({}, namesOf({ ...TOOL, eventType: "file_read" }))).toBeUndefined();
});

test("what comes over the wire has the risk that the manifest gives to its tool, or a higher one", () => {
  const risky = namesOf({ ...TOOL, risk: "high" });
  const event = createEvent(
    "db_query",
    { "gen_ai.tool.name": "query_database" },
    contextOf(risky),
    {
      time: START,
    },
  );
  const received = (risk: string, names: KnownNames) =>
    readAuditEvent(
      spanRecord({
        name: event.name,
        startTime: event.startTime,
        endTime: event.endTime,
        attributes: { ...eventAttributes(event), "auditspan.event.risk": risk },
        scope: { name: SCOPE_NAME, version: SCHEMA_VERSION },
      }),
      names,
    );
  expect(event.attributes["auditspan.event.risk"]).toBe("high");
  expect(received("high", risky)).toBeDefined();
  expect(received("critical", risky)).toBeDefined();
  expect(received("medium", risky)).toBeUndefined();
  expect(received("low", namesOf({ ...TOOL, risk: "low" }))).toBeDefined();
  expect(received("low", namesOf(TOOL))).toBeUndefined();
});

test("an event that is stated is never below the risk of its type", () => {
  const details = { "gen_ai.tool.name": "query_database" };
  const low = contextOf(namesOf({ ...TOOL, risk: "low" }));
  expect(createEvent("db_query", details, low, { time: START }).attributes).toMatchObject({
    "auditspan.event.risk": "medium",
  });
});
