import { afterEach, expect, test } from "vitest";
import { startReceiver } from "../agent/audit-receiver.ts";
import type { AuditReceiver } from "../agent/audit-receiver.ts";
import { closeAll, closing } from "../agent/audited.ts";
import { APP_CANARY } from "../agent/register-app.ts";
import { NO_NAMES } from "../agent/register-contract.ts";
import type { RunningApp } from "../agent/run-app.ts";
import { startRegistered, typesOf } from "../agent/start-registered.ts";

const STOCK = "@opentelemetry/auto-instrumentations-node/register";
const OURS = "@auditspan/agent/register";
// How the stock register leaves the providers to ours.
const NONE = {
  OTEL_TRACES_EXPORTER: "none",
  OTEL_LOGS_EXPORTER: "none",
  OTEL_METRICS_EXPORTER: "none",
  OTEL_NODE_RESOURCE_DETECTORS: "none",
};

afterEach(closeAll);

async function start(
  imports: string[],
  env: Record<string, string>,
): Promise<{ receiver: AuditReceiver; run: RunningApp }> {
  const site = await startReceiver();
  closing(site.close);
  return startRegistered(import.meta.dirname, {
    imports,
    env,
    args: ["end", `${site.url}?${APP_CANARY}`],
  });
}

test.each([
  ["before", [OURS, STOCK]],
  ["after", [STOCK, OURS]],
])(
  "started %s the stock register, it audits what the instrumentations see and not itself",
  async (_, imports) => {
    const { receiver, run } = await start(imports, NONE);
    expect(await run.ended).toMatchObject({ code: 0, stderr: NO_NAMES });
    // One request is the application's; one of our own would be one more.
    expect(typesOf(receiver)).toEqual([
      "session_started",
      "http_request",
      "model_completion",
      "operation",
      "session_ended",
    ]);
    expect(receiver.text()).not.toContain(APP_CANARY);
  },
);

test("beside a provider that cannot be joined, it says what to do", async () => {
  const { run } = await start([STOCK, OURS], { ...NONE, OTEL_TRACES_EXPORTER: "console" });
  const { code, stderr } = await run.ended;
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /auditspan: a tracer provider is registered already.*OTEL_TRACES_EXPORTER=none/,
  );
});
