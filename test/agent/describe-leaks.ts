import { SpanStatusCode } from "@opentelemetry/api";
import { expect, test } from "vitest";
import { audited } from "./audited.ts";
import type { SdkLine } from "./sdk-line.ts";

export const CANARY = "canary.anne.mueller@example.org";
const OTHER_SESSION = "11111111-1111-4111-8111-111111111111";
const OTHER_DIGEST = `sha256:${"1".repeat(64)}`;

/** Attributes of the dialects, each with a value that must not leave. */
export const HOSTILE_ATTRIBUTES: Record<string, string | string[]> = {
  "gen_ai.operation.name": "execute_tool",
  "gen_ai.tool.name": CANARY,
  "gen_ai.tool.call.id": CANARY,
  "gen_ai.agent.name": CANARY,
  "gen_ai.provider.name": CANARY,
  "gen_ai.request.model": CANARY,
  "gen_ai.response.model": `gpt-4o-${CANARY}`,
  "gen_ai.response.id": CANARY,
  "gen_ai.response.finish_reasons": [CANARY, "stop"],
  "gen_ai.input.messages": JSON.stringify([
    { role: "user", parts: [{ type: CANARY, content: CANARY }] },
  ]),
  "gen_ai.output.messages": JSON.stringify([
    { role: CANARY, parts: [{ type: "text", content: CANARY }] },
  ]),
  "gen_ai.system_instructions": CANARY,
  "ai.prompt": CANARY,
  "input.value": CANARY,
  "error.type": CANARY,
  "server.address": CANARY,
  "http.request.method": CANARY,
  "db.query.text": CANARY,
  "enduser.id": CANARY,
  "session.id": CANARY,
  [CANARY]: CANARY,
};

/** No byte of what a person, a model or a provider controls leaves. */
export function describeLeaks(line: SdkLine): void {
  test("no field of a span carries content onto the wire", async () => {
    const { api } = line;
    const { receiver, pipeline, provider } = await audited(line, {
      resource: line.resource({
        "service.name": CANARY,
        "process.owner": CANARY,
        [CANARY]: CANARY,
      }),
    });
    const remote = {
      traceId: "0af7651916cd43dd8448eb211c80319c",
      spanId: "b7ad6b7169203331",
      traceFlags: 1,
      traceState: api.createTraceState("vendor=canary.anne.mueller@example.org"),
    };
    const baggage = api.propagation.createBaggage({ user: { value: CANARY } }) as never;
    const parent = api.propagation.setBaggage(
      api.trace.setSpanContext(api.ROOT_CONTEXT, remote),
      baggage,
    );
    for (const operation of ["chat", "execute_tool", "invoke_agent", "embeddings", CANARY]) {
      const span = provider.getTracer(CANARY, CANARY).startSpan(
        `${operation} ${CANARY}`,
        {
          attributes: { ...HOSTILE_ATTRIBUTES, "gen_ai.operation.name": operation },
          links: [{ context: remote, attributes: { [CANARY]: CANARY } }],
        },
        parent,
      );
      span.setAttribute("nested", { [CANARY]: [{ deep: CANARY }] });
      span.addEvent(CANARY, { [CANARY]: CANARY, "gen_ai.event.content": CANARY });
      const error = Object.assign(new Error(CANARY), { name: CANARY, code: CANARY });
      span.recordException(error);
      span.setStatus({ code: SpanStatusCode.ERROR, message: CANARY });
      span.end();
    }
    await pipeline.forceFlush();

    expect(receiver.spans().filter(({ traceId }) => traceId === remote.traceId)).toHaveLength(5);
    expect(receiver.text()).not.toContain(CANARY);
    expect(receiver.text()).not.toContain("anne");
  });

  test("attributes that carry our own names are not believed", async () => {
    const { receiver, pipeline, tracer } = await audited(line);
    const span = tracer.startSpan(CANARY, {
      attributes: {
        "session.id": OTHER_SESSION,
        "session.previous_id": OTHER_SESSION,
        "auditspan.event.id": "01890000-0000-7000-8000-000000000000",
        "auditspan.event.type": "session_revoked",
        "auditspan.event.risk": CANARY,
        "auditspan.event.outcome": "denied",
        "auditspan.config_fingerprint": OTHER_DIGEST,
        "auditspan.config.binding": "attested",
        "auditspan.runtime.root": true,
        "auditspan.seal.lane": "1111111111111111",
        "auditspan.seal.seq": 987_654,
        "auditspan.commitment.input": CANARY,
        "auditspan.step.kinds": [CANARY],
      },
    });
    span.end();
    await pipeline.forceFlush();

    const { spanId } = span.spanContext();
    const event = receiver.spans().find((s) => s.spanId === spanId)!;
    expect(event.attributes).toMatchObject({
      "session.id": pipeline.session.id,
      "auditspan.event.type": "operation",
      "auditspan.event.outcome": "success",
      "auditspan.config.binding": "unbound",
    });
    for (const forged of [CANARY, OTHER_SESSION, OTHER_DIGEST, "01890000-0000-7000-8000"]) {
      expect(receiver.text()).not.toContain(forged);
    }
    expect(event.attributes["auditspan.seal.lane"]).not.toBe("1111111111111111");
    expect(event.attributes["auditspan.runtime.root"]).toBeUndefined();
  });
}
