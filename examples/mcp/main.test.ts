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

  const { said, told } = await runExample(import.meta.dirname, {
    env: { SHOP_OTLP_ENDPOINT: `${collector.url}/v1` },
  }).finally(() => collector.close());

  expect.soft(said).toEqual([]);
  expect.soft(told).toEqual([]);
  expect.soft(tellEvents(receiver.spans())).toEqual([]);
  const bytes = Buffer.from(receiver.text(), "latin1");
  expect(CANARIES.filter((canary) => isVisible(canary, bytes))).toEqual([]);
});
