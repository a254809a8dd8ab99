import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createEvent, selfIssuedContext } from "@auditspan/core";
import type { AuditEvent, KnownNames, ProjectionContext } from "@auditspan/core";
import type { Emitter } from "../../packages/emitter/src/index.ts";

const SESSIONS = 10;
const TICK_MS = 20;

/** Emits tool calls of several sessions at a steady rate for some seconds; returns all of them. */
export async function emitSteadily(
  emitter: Pick<Emitter, "emit">,
  names: KnownNames,
  perSecond: number,
  seconds: number,
): Promise<readonly AuditEvent[]> {
  const sessions = Array.from({ length: SESSIONS }, () => sessionOf(names));
  const emitted: AuditEvent[] = [];
  const began = Date.now();
  for (let elapsed = 0; elapsed < seconds * 1000; elapsed = Date.now() - began) {
    // What a slow machine did not emit in time is made up for at the next tick.
    while (emitted.length < (elapsed / 1000) * perSecond) {
      const event = toolCall(sessions[emitted.length % SESSIONS]!);
      emitter.emit(event);
      emitted.push(event);
    }
    await sleep(TICK_MS);
  }
  return emitted;
}

function sessionOf(names: KnownNames): ProjectionContext {
  const sessionId = randomUUID();
  return selfIssuedContext({ sessionId, key: randomBytes(32), names, source: "emitted" });
}

function toolCall(context: ProjectionContext): AuditEvent {
  const details = {
    "gen_ai.operation.name": "execute_tool",
    "gen_ai.tool.name": "lookup",
    "auditspan.io.input_size": 100,
  };
  return createEvent("tool_call", details, context, {
    time: BigInt(Date.now()) * 1_000_000n,
    traceId: randomBytes(16).toString("hex"),
    parentSpanId: randomBytes(8).toString("hex"),
    phase: "completed",
  });
}
