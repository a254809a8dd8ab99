import type { Context, Span } from "@opentelemetry/api";

/** The part of `@opentelemetry/api` that the application uses. */
interface Api {
  readonly trace: {
    getTracer(name: string): { startActiveSpan<T>(name: string, fn: (span: Span) => T): T };
  };
  readonly context: { active(): Context };
}

export const APP_CANARY = "canary.app@example.org";

/**
 * An application that knows nothing of Auditspan: nested spans across an asynchronous hop, then an
 * end of the kind that its first argument names.
 */
export async function runApp({ trace }: Api, end = process.argv[2]): Promise<void> {
  const tracer = trace.getTracer(APP_CANARY);
  await tracer.startActiveSpan(`outer ${APP_CANARY}`, async (outer) => {
    await new Promise((done) => setTimeout(done, 5));
    tracer.startActiveSpan("inner", (inner) => inner.end());
    outer.end();
  });
  if (end === "exit") process.exit(3);
  if (end === "wait" || end === "handle") {
    if (end === "handle") process.once("SIGTERM", () => setTimeout(() => process.exit(7), 300));
    setInterval(() => {}, 1_000);
  }
  console.log("done");
}
