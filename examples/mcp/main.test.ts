import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startCollector } from "../../packages/cli/src/collect.ts";
import { isVisible } from "../../packages/cli/src/demo/find-text.ts";
import { parseNamesFile } from "../../packages/core/src/parse-names-file.ts";
import { startReceiver } from "../../test/agent/audit-receiver.ts";
import { closing } from "../../test/agent/audited.ts";
import { CANARIES } from "../shop/conversation.ts";
import { runExample } from "../testing/run-example.ts";
import { tellEvents } from "../testing/tell-events.ts";

test("an MCP client and its server are told as they acted, and nothing that was said", async () => {
  const folder = mkdtempSync(join(tmpdir(), "auditspan-mcp-"));
  closing(async () => rmSync(folder, { recursive: true }));
  const receiver = await startReceiver();
  closing(receiver.close);
  const names = readFileSync(join(import.meta.dirname, "../auditspan.names.yaml"), "utf8");
  const collector = await startCollector({
    listen: { host: "127.0.0.1", port: 0 },
    names: parseNamesFile(names).names,
    trail: join(folder, "trail.db"),
    forward: new URL(receiver.url).origin,
  });

  const env = { SHOP_OTLP_ENDPOINT: `${collector.url}/v1` };
  const { said, told } = await runExample(import.meta.dirname, { env }).finally(() =>
    collector.close(),
  );

  // Shinzo swallows what a tool throws, so the client gets no result.
  expect(said).toEqual([
    "lookup_customer, send_email",
    expect.stringContaining("Marta Lindqvist-Okafor"),
    expect.stringMatching(/Invalid tools\/call result/),
    expect.stringMatching(/Tool delete_account not found/),
    expect.stringContaining("shop://customers/"),
    expect.stringMatching(/no customer/),
  ]);
  expect(told).toEqual([
    "operation low success, initialize",
    "operation low success, tools/list",
    "tool_call medium success, lookup_customer, tool_selection + tool_result",
    "tool_call medium failure other, send_email, tool_selection",
    "unregistered_tool high failure other, tool_selection + tool_result",
    "operation low success, resources/read",
    "operation low failure other, resources/read",
  ]);
  expect(tellEvents(receiver.spans())).toEqual([
    "tool_call medium success, lookup_customer",
    "tool_call medium failure Error, send_email",
  ]);
  const bytes = Buffer.from(receiver.text(), "latin1");
  expect(CANARIES.filter((canary) => isVisible(canary, bytes))).toEqual([]);
});
