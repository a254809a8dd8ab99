import { startReceiver } from "./audit-receiver.ts";
import type { AuditReceiver } from "./audit-receiver.ts";
import { closing } from "./audited.ts";
import { runApp } from "./run-app.ts";
import type { AppOptions, RunningApp } from "./run-app.ts";

/** Starts `app.ts` of a folder under the register entry, sending to a receiver of its own. */
export async function startRegistered(
  cwd: string,
  options: Partial<AppOptions> = {},
): Promise<{ receiver: AuditReceiver; run: RunningApp }> {
  const receiver = await startReceiver();
  closing(receiver.close);
  const run = runApp({
    app: "app.ts",
    cwd,
    ...options,
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: new URL(receiver.url).origin, ...options.env },
  });
  return { receiver, run };
}

/** Types of the events that were received, in the order in which they were emitted. */
export function typesOf(receiver: AuditReceiver): unknown[] {
  return receiver.spans().map(({ attributes }) => attributes["auditspan.event.type"]);
}
