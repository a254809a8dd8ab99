import type { SessionSummary } from "@auditspan/trail";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { formatTable } from "../format.ts";
import { createPaint } from "../paint.ts";
import { printable } from "../printable.ts";
import { TRAIL_OPTION, trailLocation, withTrail } from "../trail-option.ts";

const HEAD = ["session", "began (UTC)", "agent", "events", "high", "critical", "fingerprint"];

export const sessionListCommand: Command = {
  usage: "[--trail LOCATION] [--agent NAME] [--fingerprint DIGEST] [--limit N] [--json]",
  summary: "list the sessions of a trail, the newest first",
  options: {
    trail: TRAIL_OPTION,
    agent: { type: "string", value: "NAME", help: "only sessions of this agent" },
    fingerprint: { type: "string", value: "DIGEST", help: "only sessions of this configuration" },
    limit: { type: "string", short: "n", value: "N", help: "at most N sessions (default: 100)" },
    json: { type: "boolean", help: "one JSON object a session" },
  },

  async run({ trail, agent, fingerprint, limit, json }, rest, io) {
    if (rest.length > 0) throw new UsageError(`expected no arguments, got ${rest.length}`);
    const sessions = await withTrail(trailLocation(trail, io), (opened) =>
      opened.sessions({
        limit: numberOf(limit, 100),
        ...(typeof agent === "string" ? { agent } : {}),
        ...(typeof fingerprint === "string" ? { fingerprint } : {}),
      }),
    );
    if (json === true) {
      for (const session of sessions) io.out(printable(JSON.stringify(sessionJson(session))));
    } else if (sessions.length === 0) {
      io.err("no sessions");
    } else {
      const [head, ...lines] = formatTable([HEAD, ...sessions.map(sessionRow)], [3, 4, 5]);
      io.out(createPaint(io.colour)("dim", head!));
      for (const line of lines) io.out(line);
    }
    return 0;
  },
};

function numberOf(option: unknown, fallback: number): number {
  if (option === undefined) return fallback;
  const value = Number(option);
  if (Number.isInteger(value) && value > 0) return value;
  throw new UsageError(
    `expected --limit to be a whole number above 0, got ${JSON.stringify(option)}`,
  );
}

function sessionRow(session: SessionSummary): string[] {
  return [
    session.sessionId,
    session.firstEventAt.toISOString().slice(0, 19).replace("T", " "),
    session.agent ?? "unknown",
    String(session.eventCount),
    String(session.riskCounts.high),
    String(session.riskCounts.critical),
    session.fingerprint?.slice(0, "sha256:".length + 12) ?? "none",
  ];
}

function sessionJson(session: SessionSummary): object {
  return {
    session_id: session.sessionId,
    first_event_at: session.firstEventAt,
    last_event_at: session.lastEventAt,
    agent: session.agent,
    config_fingerprint: session.fingerprint,
    config_binding: session.binding,
    initiator: session.initiator,
    invocation_source: session.invocationSource,
    generation_id: session.generationId,
    events: session.eventCount,
    risks: session.riskCounts,
    changed_facts: session.changedFacts,
  };
}
