import type { SessionStanding, SessionSummary } from "@auditspan/trail";
import { UsageError } from "../command.ts";
import type { Command, OptionValues } from "../command.ts";
import { FINGERPRINT_OPTION, fingerprintOf } from "../fingerprint-option.ts";
import { printRows } from "../print-rows.ts";
import { limitOf, shortFingerprint, shortTime } from "../provenance-options.ts";
import { TRAIL_OPTION, trailLocation, withTrail } from "../trail-option.ts";

const HEAD = ["session", "began (UTC)", "agent", "events", "high", "critical", "fingerprint"];

export const sessionListCommand: Command = {
  usage:
    "[--agent NAME] [--fingerprint DIGEST] [--unattested|--unapproved|--revoked] [--trail LOCATION] [--json]",
  summary: "list the sessions of a trail, the newest first",
  options: {
    trail: TRAIL_OPTION,
    agent: { type: "string", value: "NAME", help: "only sessions of this agent" },
    fingerprint: FINGERPRINT_OPTION,
    unattested: { type: "boolean", help: "only sessions of a configuration without attestation" },
    unapproved: {
      type: "boolean",
      help: "only sessions that began while no approval of their configuration was in effect",
    },
    revoked: {
      type: "boolean",
      help: "only sessions of a configuration that was revoked, even later",
    },
    limit: { type: "string", short: "n", value: "N", help: "at most N sessions (default: 100)" },
    json: { type: "boolean", help: "one JSON object a session" },
  },

  async run({ trail, agent, fingerprint, limit, json, ...values }, rest, io) {
    if (rest.length > 0) throw new UsageError(`expected no arguments, got ${rest.length}`);
    const standing = standingOf(values);
    const most = limitOf(limit) ?? 100;
    const rows = await withTrail(trailLocation(trail, io), async (opened) => {
      const configuration = await fingerprintOf(opened, fingerprint);
      return opened.sessions({
        limit: most,
        ...(typeof agent === "string" ? { agent } : {}),
        ...(configuration === undefined ? {} : { fingerprint: configuration }),
        ...(standing === undefined ? {} : { standing }),
      });
    });
    printRows(
      {
        rows,
        head: HEAD,
        cells: sessionRow,
        right: [3, 4, 5],
        json: sessionJson,
        none: "no sessions",
      },
      json === true,
      io,
    );
    return 0;
  },
};

const STANDINGS: readonly SessionStanding[] = ["unattested", "unapproved", "revoked"];

function standingOf(values: OptionValues): SessionStanding | undefined {
  const asked = STANDINGS.filter((standing) => values[standing] === true);
  if (asked.length < 2) return asked[0];
  throw new UsageError(`expected one of --${STANDINGS.join(", --")}, got ${asked.length}`);
}

function sessionRow(session: SessionSummary): string[] {
  return [
    session.sessionId,
    shortTime(session.firstEventAt),
    session.agent ?? "unknown",
    String(session.eventCount),
    String(session.riskCounts.high),
    String(session.riskCounts.critical),
    shortFingerprint(session.fingerprint),
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
