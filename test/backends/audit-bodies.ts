import { createRequestHead, encodeEvent, project, ProtobufWriter } from "@auditspan/core";
import type { AuditEvent } from "@auditspan/core";
import { projectionContext } from "../../packages/core/src/testing/projection-context.ts";
import { namesOf, recordsOf, RUNS } from "../corpus/runs.ts";

/** The audit events of every recorded run, under the names that its developer knew. */
export function auditEvents(): AuditEvent[] {
  return RUNS.flatMap((run) => {
    const context = { ...projectionContext(), names: namesOf(run) };
    return recordsOf(run).flatMap((record) =>
      record.signal === "span" ? project(record, context) : [],
    );
  });
}

/** A request as an emitter of ours sends it. */
export function auditBody(events: readonly AuditEvent[]): Buffer {
  const spans = new ProtobufWriter(1024 * events.length);
  for (const [seq, event] of events.entries()) encodeEvent(spans, event, { lane: LANE, seq });
  const bytes = spans.bytes();
  const head = createRequestHead({
    serviceName: "auditspan",
    serviceVersion: "1.2.3",
    sdkVersion: "0.1.0",
  });
  return Buffer.concat([head(bytes.length), bytes]);
}

const LANE = "0123456789abcdef";
