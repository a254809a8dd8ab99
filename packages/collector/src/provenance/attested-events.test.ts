import { knownNames } from "@auditspan/core";
import { expect, test } from "vitest";
import { post, runCollector, storedEvents } from "../../test/run-collector.ts";
import {
  attestation,
  attestedToolCall,
  FINGERPRINT,
  newKey,
  revocation,
  storeOf,
} from "../../test/signed-statements.ts";
import { AttestedConfigs } from "./attested-configs.ts";
import { readStatements } from "./read-statements.ts";

const { key, keys } = newKey();

async function collect(body: Uint8Array, configs: AttestedConfigs | undefined) {
  const { url, trail, collector } = await runCollector({ configs });
  expect((await post(url, "/v1/traces", body)).status).toBe(200);
  return { events: await storedEvents(trail), stats: collector.stats() };
}

const onFile = async (...more: Uint8Array[]): Promise<AttestedConfigs> =>
  new AttestedConfigs(await readStatements(storeOf(attestation(key), ...more), keys));

test("events of an attested configuration are read with its own names", async () => {
  const { events, stats } = await collect(attestedToolCall("lookup_order"), await onFile());
  expect(stats.quarantined).toBe(0);
  expect(events).toMatchObject([
    {
      type: "tool_call",
      attributes: {
        "gen_ai.tool.name": "lookup_order",
        "auditspan.config.binding": "attested",
        "auditspan.config_fingerprint": FINGERPRINT,
      },
    },
  ]);
});

test("a name that the attested configuration does not have is quarantined", async () => {
  const { events, stats } = await collect(attestedToolCall("undeclared"), await onFile());
  expect(stats.quarantined).toBe(1);
  expect(JSON.stringify(events.map(({ attributes }) => attributes))).not.toContain("undeclared");
});

test("without its attestation its names are not known", async () => {
  const { stats } = await collect(attestedToolCall("lookup_order"), undefined);
  expect(stats.quarantined).toBe(1);
});

test("attested is taken from what was revoked, and its names are still known", async () => {
  const configs = await onFile(revocation(key, new Date(0)));
  const { events } = await collect(attestedToolCall("lookup_order"), configs);
  expect(events[0]?.attributes).toMatchObject({
    "gen_ai.tool.name": "lookup_order",
    "auditspan.config.binding": "computed",
  });
});

test.each([
  ["", {}],
  [", whatever stands as its seal", { "auditspan.seal.leaf": "0".repeat(64) }],
])("attested is taken from what nobody attested%s", async (_, seal) => {
  const other = { "auditspan.config_fingerprint": `sha256:${"0".repeat(64)}`, ...seal };
  const names = { tools: ["lookup_order"], agents: ["support-agent"], models: [] };
  const { url, trail } = await runCollector({ configs: await onFile(), names: knownNames(names) });
  await post(url, "/v1/traces", attestedToolCall("lookup_order", other));
  const [event] = await storedEvents(trail);
  expect(event?.attributes).toMatchObject({ ...other, "auditspan.config.binding": "computed" });
});
