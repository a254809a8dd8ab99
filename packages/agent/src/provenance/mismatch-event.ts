import { createEvent } from "@auditspan/core";
import type { AuditEvent, ProjectionContext } from "@auditspan/core";
import { nowNanoseconds } from "../hr-time.ts";
import type { ConfigMismatch } from "./provenance.ts";

/**
 * The `config_mismatch` event of a configuration that is not what it should be: which components
 * differ, never a value of them.
 */
export function mismatchEvent(mismatch: ConfigMismatch, context: ProjectionContext): AuditEvent {
  const { components, observed, attested } = mismatch;
  const details = {
    "auditspan.mismatch.components": components.length > 0 ? components : undefined,
    "auditspan.config.observed_fingerprint": observed,
    // The event is about the configuration that should run.
    "auditspan.config_fingerprint": attested,
  };
  const outcome = components.length > 0 ? "failure" : "unknown";
  return createEvent("config_mismatch", details, context, { time: nowNanoseconds(), outcome });
}

/** The `config_mismatch` event beneath one that shows an answer of another model. */
export function modelMismatchEvent(event: AuditEvent, context: ProjectionContext): AuditEvent {
  const details = { "auditspan.mismatch.components": ["model"] };
  const { traceId, spanId, endTime } = event;
  return createEvent("config_mismatch", details, context, {
    time: endTime,
    traceId,
    parentSpanId: spanId,
    outcome: "failure",
  });
}
