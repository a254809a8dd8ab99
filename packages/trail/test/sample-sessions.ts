import { randomUUID } from "node:crypto";
import type { Attributes, AuditEvent } from "@auditspan/core";
import type { Trail } from "../src/index.ts";
import { NOON, sampleEvent } from "./sample-events.ts";

export const MINUTE = 60_000;

export interface SampleSession {
  /** Unix milliseconds. Defaults to noon. */
  readonly begins?: number;
  /** Defaults to a minute later. */
  readonly ends?: number;
  readonly agent?: string;
  /** Exports of data, of high risk. Defaults to none. */
  readonly risky?: number;
  /** Tool calls. Defaults to none. */
  readonly quiet?: number;
  /** Attributes of its `session_started`. */
  readonly started?: Attributes;
  readonly stamp?: Attributes;
}

/** Ingests a session that ran a configuration; its id. */
export async function ranSession(
  trail: Trail,
  fingerprint: string,
  given: SampleSession = {},
): Promise<string> {
  const { begins = NOON, ends = begins + MINUTE, agent = "support-agent" } = given;
  const sessionId = randomUUID();
  const stamp = {
    "auditspan.config_fingerprint": fingerprint,
    "gen_ai.agent.name": agent,
    ...given.stamp,
  };
  const at = (time: number, type: string, attributes: Attributes = {}): AuditEvent =>
    sampleEvent({ sessionId, at: time, type, stamp, attributes });
  const high = { "auditspan.event.risk": "high" };
  await trail.ingest([
    at(begins, "session_started", given.started),
    ...Array.from({ length: given.quiet ?? 0 }, () => at(begins + 1, "tool_call")),
    ...Array.from({ length: given.risky ?? 0 }, () => at(begins + 2, "data_export", high)),
    at(ends, "session_ended"),
  ]);
  return sessionId;
}
