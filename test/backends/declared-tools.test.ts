import { manifestNames, project } from "@auditspan/core";
import type { AttributeValue, AuditEvent, Kind, ManifestTool } from "@auditspan/core";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { projectionContext } from "../../packages/core/src/testing/projection-context.ts";
import { spanRecord } from "../../packages/core/src/testing/records.ts";
import { auditBody } from "./audit-bodies.ts";
import { startCapture } from "./capture.ts";
import { AUDIT_TOKEN, startOtelcol } from "./start-otelcol.ts";
import type { Otelcol } from "./start-otelcol.ts";
import { wireRecords } from "./wire-request.ts";

const listOf = (of: Kind): Kind => ({ kind: "list", of, max: 3 });

function tool(name: string, parameters: ManifestTool["parameters"]): ManifestTool {
  const results: ManifestTool["results"] = { more: { kind: "flag" } };
  return {
    name,
    version: "1.0.0",
    schemaDigest: undefined,
    eventType: "tool_call",
    risk: undefined,
    parameters,
    results,
  };
}

const names = manifestNames({
  agent: { name: "shop", version: "1.0.0" },
  image: undefined,
  models: [],
  tools: [
    tool("search", {
      limit: { kind: "count", max: 1000 },
      share: { kind: "ratio", min: 0, max: 1 },
      table: { kind: "enum", values: ["orders", "refunds"] },
      host: { kind: "member", set: "hosts" },
      pages: listOf({ kind: "count", max: 42 }),
      sizes: listOf({ kind: "size" }),
      flags: listOf({ kind: "flag" }),
      shares: listOf({ kind: "ratio", min: 0, max: 1 }),
      tables: listOf({ kind: "enum", values: ["orders", "refunds"] }),
    }),
    tool("page", { limit: { kind: "count", max: 20 } }),
  ],
  agents: [],
  mcpServers: [],
  hosts: ["db.local"],
  isolation: undefined,
  prompts: {},
  policies: {},
  processingActivity: undefined,
  eventTypes: undefined,
  config: {},
});

const ARGUMENTS = {
  limit: 999,
  share: 0.125,
  table: "orders",
  host: "db.local",
  pages: [0, 7, 42],
  sizes: [0, 1000],
  flags: [true, false],
  shares: [0, 0.5, 1],
  tables: ["orders", "refunds"],
};

const capture = await startCapture();
const otelcol = await startOtelcol({
  preset: "gateway.yaml",
  names,
  endpoints: capture.endpoints,
});

describe.runIf(otelcol !== undefined)(
  "the audit lane of a gateway that was made with a manifest",
  () => {
    const { audit, settled, stop } = otelcol as Otelcol;
    beforeEach(() => void capture.bodies.splice(0));
    afterAll(async () => {
      await stop();
      capture.close();
    });

    async function passes(event: AuditEvent): Promise<boolean> {
      const headers = {
        "content-type": "application/x-protobuf",
        authorization: `Bearer ${AUDIT_TOKEN}`,
      };
      const body = new Uint8Array(auditBody([event]));
      expect((await fetch(`${audit}/v1/traces`, { method: "POST", headers, body })).status).toBe(
        200,
      );
      await settled();
      const spans = capture.bodies.filter(({ place }) => place === "trail").flatMap(wireRecords);
      capture.bodies.splice(0);
      return spans.length === 1;
    }

    const call = (name: string, args: object): AuditEvent =>
      project(
        spanRecord({
          scope: { name: "gen_ai" },
          attributes: {
            "gen_ai.operation.name": "execute_tool",
            "gen_ai.tool.name": name,
            "gen_ai.tool.call.arguments": args,
            "gen_ai.tool.call.result": { more: true },
          },
        }),
        projectionContext(undefined, { names }),
      )[0]!;

    const changed = (key: string, value: AttributeValue): AuditEvent => {
      const event = call("search", ARGUMENTS);
      return { ...event, attributes: { ...event.attributes, [`auditspan.tool.${key}`]: value } };
    };

    test("passes calls with all that their tools declare", async () => {
      const event = call("search", ARGUMENTS);
      const kept = Object.keys(event.attributes).filter((key) => key.startsWith("auditspan.tool."));
      expect(kept).toHaveLength(Object.keys(ARGUMENTS).length + 1);
      expect(await passes(event)).toBe(true);
      expect(await passes(call("page", { limit: 20 }))).toBe(true);
      expect(await passes(call("search", {}))).toBe(true);
    });

    test.each<[string, AttributeValue]>([
      ["parameter.limit", 1001],
      ["parameter.limit", "999"],
      ["parameter.share", 1.5],
      ["parameter.share", 0.1234],
      ["parameter.table", "customers"],
      ["parameter.host", "evil.example"],
      ["parameter.pages", [43]],
      ["parameter.pages", [1, 2, 3, 4]],
      ["parameter.pages", ["1"]],
      ["parameter.sizes", [1000]],
      ["parameter.shares", [-0.5]],
      ["parameter.shares", [1_733_555_019]],
      ["parameter.tables", ["orders", "Marta"]],
      ["parameter.customer", 1],
      ["result.more", "yes"],
      ["result.limit", 1],
    ])("passes no call with %s of %j", async (key, value) => {
      expect(await passes(changed(key, value))).toBe(false);
    });

    test("passes no parameter of one tool on a call of another", async () => {
      const event = call("page", { limit: 20 });
      const attributes = { ...event.attributes, "auditspan.tool.parameter.table": "orders" };
      expect(await passes({ ...event, attributes })).toBe(false);
      const wide = { ...event.attributes, "auditspan.tool.parameter.limit": 21 };
      expect(await passes({ ...event, attributes: wide })).toBe(false);
    });
  },
);
