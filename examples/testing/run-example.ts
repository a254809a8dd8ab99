import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { isVisible } from "../../packages/cli/src/demo/find-text.ts";
import { closeAll, closing } from "../../test/agent/audited.ts";
import { startRegistered } from "../../test/agent/start-registered.ts";
import { startModelServer } from "../model-server/model-server.ts";
import { CANARIES } from "../shop/conversation.ts";
import { tellEvents } from "./tell-events.ts";

export interface ExampleRun {
  /** What the agent printed, line by line. */
  readonly said: readonly string[];
  /** What the events tell, in the order in which it happened. */
  readonly told: readonly string[];
}

export interface ExampleOptions {
  /** Modules that are imported after ours and before the agent. */
  readonly imports?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs the example of a folder as a child process, audited, against the scripted model server and a
 * real OTLP receiver; expects that it ends well and quietly, that everything it did was received, and
 * that none of the canaries is visible in the bytes that left.
 */
export async function runExample(
  folder: string,
  options: ExampleOptions = {},
): Promise<ExampleRun> {
  onTestFinished(closeAll);
  const models = await startModelServer();
  closing(() => models.close());
  const { receiver, run } = await startRegistered(folder, {
    app: "src/main.ts",
    imports: ["@auditspan/agent/register", ...(options.imports ?? [])],
    env: {
      ...models.env,
      // Some frameworks do not trace what they take for a test.
      NODE_ENV: "production",
      AUDITSPAN_MANIFEST: join(import.meta.dirname, "../auditspan.names.yaml"),
      ...options.env,
    },
  });
  const { code, stdout, stderr } = await run.ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });

  const spans = receiver.spans();
  const types = spans.map(({ attributes }) => attributes["auditspan.event.type"]);
  expect([types.at(0), types.at(-1)]).toEqual(["session_started", "session_ended"]);
  const bytes = Buffer.from(receiver.text(), "latin1");
  expect(CANARIES.filter((canary) => isVisible(canary, bytes))).toEqual([]);
  // The same search finds what the agent said itself, so it would find it in the bytes.
  expect(isVisible(CANARIES[0]!, Buffer.from(stdout))).toBe(true);
  return { said: stdout.trim().split("\n"), told: tellEvents(spans) };
}
