import { setImmediate as hop, setTimeout as sleep } from "node:timers/promises";
import { createSession } from "@auditspan/agent";
import { expect, test } from "vitest";
import { audited } from "./audited.ts";
import type { SdkLine } from "./sdk-line.ts";

/** Every event belongs to the session in which its span started, and to no other. */
export function describeSessions(line: SdkLine): void {
  test("1,000 concurrent sessions over 20 asynchronous hops do not mix", async () => {
    const { receiver, pipeline, tracer } = await audited(line);
    const expected = new Map<string, string>();

    const agent = async (): Promise<void> => {
      const session = createSession({ pipeline });
      await session.run(async () => {
        for (let i = 0; i < 20; i++) {
          await (i % 5 === 0 ? sleep(1) : hop());
          if (i % 10 === 9) {
            const span = tracer.startSpan("step");
            expected.set(span.spanContext().spanId, session.id);
            await hop();
            span.end();
          }
        }
      });
      session.end();
    };
    await Promise.all(Array.from({ length: 1_000 }, agent));
    await pipeline.forceFlush();

    const spans = receiver.spans();
    const wrong = spans.filter(
      (s) => expected.has(s.spanId) && expected.get(s.spanId) !== s.attributes["session.id"],
    );
    expect(wrong).toHaveLength(0);
    expect(spans.filter((s) => expected.has(s.spanId))).toHaveLength(2_000);
    expect(
      spans.filter((s) => s.attributes["auditspan.event.type"] === "session_started"),
    ).toHaveLength(1_000);
    expect(
      spans.filter((s) => s.attributes["auditspan.event.type"] === "session_ended"),
    ).toHaveLength(1_000);
    expect(new Set(expected.values()).size).toBe(1_000);
  });

  test("a session inside a session takes what starts in it, and the outer one goes on after", async () => {
    const { receiver, pipeline, tracer } = await audited(line);
    const outer = createSession({ pipeline, initiator: "api_trigger" });
    const inner = createSession({ pipeline, initiator: "agent_delegation" });
    const span = (name: string): string => {
      const s = tracer.startSpan(name);
      s.end();
      return s.spanContext().spanId;
    };
    const ids = outer.run(() => {
      const before = span("before");
      const open = tracer.startSpan("open");
      const within = inner.run(() => {
        // Started in the outer session: it stays there, wherever it ends.
        open.end();
        return span("within");
      });
      return { before, within, open: open.spanContext().spanId, after: span("after") };
    });
    const outside = span("outside");
    await pipeline.forceFlush();

    const sessionOf = (id: string): unknown =>
      receiver.spans().find(({ spanId }) => spanId === id)?.attributes["session.id"];
    expect(sessionOf(ids.before)).toBe(outer.id);
    expect(sessionOf(ids.open)).toBe(outer.id);
    expect(sessionOf(ids.within)).toBe(inner.id);
    expect(sessionOf(ids.after)).toBe(outer.id);
    expect(sessionOf(outside)).toBe(pipeline.session.id);
  });
}
