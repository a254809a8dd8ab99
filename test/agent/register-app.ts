import type { Context, Span } from "@opentelemetry/api";

/** The part of `@opentelemetry/api` that the application uses. */
interface Api {
  readonly trace: {
    getTracer(name: string): {
      startActiveSpan<T>(name: string, options: object, fn: (span: Span) => T): T;
    };
  };
  readonly context: { active(): Context };
}

/** The logs API, of `@opentelemetry/api` 1.10 or `@opentelemetry/api-logs`. */
interface LogsApi {
  getLogger(name: string): { emit(record: object): void };
}

export const APP_CANARY = "canary.app@example.org";
// An instrumentation that sends messages as log events only.
const SCOPE = "@opentelemetry/instrumentation-openai";

/**
 * An application that knows nothing of Auditspan: an agent's span across an asynchronous hop, a
 * model call in it, then an end of the kind that its first argument names.
 */
export async function runApp({ trace }: Api, logs?: LogsApi, end = process.argv[2]): Promise<void> {
  const tracer = trace.getTracer(SCOPE);
  await tracer.startActiveSpan(`outer ${APP_CANARY}`, {}, async (outer) => {
    await new Promise((done) => setTimeout(done, 5));
    const attributes = { "gen_ai.operation.name": "chat", "gen_ai.response.id": APP_CANARY };
    tracer.startActiveSpan("inner", { attributes }, (inner) => {
      const content = end === "secret" ? "DE89 3704 0044 0532 0130 00" : APP_CANARY;
      const body = { finish_reason: "stop", message: { content } };
      logs?.getLogger(SCOPE).emit({ eventName: "gen_ai.choice", body });
      inner.end();
    });
    outer.end();
  });
  if (end === "exit") process.exit(3);
  if (end === "wait" || end === "handle") {
    if (end === "handle") process.once("SIGTERM", () => setTimeout(() => process.exit(7), 300));
    setInterval(() => {}, 1_000);
  }
  console.log("done");
}
