import { randomBytes, randomUUID } from "node:crypto";
import type { Attributes, AuditEvent } from "@auditspan/core";

/** 25 November 2026, 12:00 UTC, in milliseconds. */
export const NOON: number = Date.UTC(2026, 10, 25, 12);

/** A random UUIDv7 of a time in milliseconds. */
export function newEventId(millis: number = NOON): string {
  const hex = millis.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${randomUUID().slice(15)}`;
}

export interface SampleOptions {
  readonly sessionId?: string;
  readonly id?: string;
  readonly type?: string;
  /** Unix milliseconds. Defaults to noon. */
  readonly at?: number;
  readonly attributes?: Attributes;
  readonly stamp?: Attributes;
}

/** A model completion as the projection would make it, but for what is given. */
export function sampleEvent(options: SampleOptions = {}): AuditEvent {
  const { sessionId = randomUUID(), at = NOON, type = "model_completion" } = options;
  const id = options.id ?? newEventId(at);
  const startTime = BigInt(at) * 1_000_000n + 123_456n;
  return {
    type,
    name: `${type} gpt-5`,
    traceId: randomBytes(16).toString("hex"),
    spanId: randomBytes(8).toString("hex"),
    parentSpanId: undefined,
    startTime,
    endTime: startTime + 1_234_567_891n,
    attributes: {
      "auditspan.event.id": id,
      "auditspan.event.type": type,
      "auditspan.event.risk": "low",
      "auditspan.event.phase": "completed",
      "auditspan.event.outcome": "success",
      "auditspan.event.time": String(startTime),
      "auditspan.event.source": "observed",
      "gen_ai.operation.name": "chat",
      "gen_ai.request.model": "gpt-5",
      "gen_ai.request.temperature": 0.7,
      "gen_ai.request.stream": true,
      "gen_ai.usage.input_tokens": 812,
      "gen_ai.usage.output_tokens": 96,
      "gen_ai.response.finish_reasons": ["stop"],
      "auditspan.step.kinds": ["instruction", "question", "answer"],
      "auditspan.step.tokens": [640, 172, 96],
      ...options.attributes,
    },
    stamp: {
      sessionId,
      attributes: {
        "session.id": sessionId,
        "auditspan.config_fingerprint": `sha256:${"ab".repeat(32)}`,
        "auditspan.config.binding": "unbound",
        "gen_ai.agent.name": "support-agent",
        "auditspan.runtime.cgroup_inode": "4026531835",
        "auditspan.runtime.seccomp_mode": "filter",
        "auditspan.runtime.no_new_privs": true,
        "auditspan.runtime.source": "self",
        ...options.stamp,
      },
    },
  };
}
