import type { FingerprintSummary } from "@auditspan/trail";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { printRows } from "../print-rows.ts";
import {
  FILTER_OPTIONS,
  filterOf,
  shortFingerprint,
  shortTime,
  standingCells,
  standingJson,
  TIME_NOTE,
} from "../provenance-options.ts";
import { TRAIL_OPTION, trailLocation, withTrail } from "../trail-option.ts";

const HEAD = ["first (UTC)", "last (UTC)", "agent", "fingerprint", "sessions", "events", "risky"];
const STANDING = ["attested", "approval"];

export const fingerprintListCommand: Command = {
  usage: "[--agent NAME] [--by-day] [--from TIME] [--to TIME] [--trail LOCATION] [--json]",
  summary: "list the configurations that ran, with their sessions over time and their standing",
  options: {
    trail: TRAIL_OPTION,
    ...FILTER_OPTIONS,
    "by-day": { type: "boolean", help: "a line for each day (UTC) in which sessions began" },
    json: { type: "boolean", help: "one JSON object a line" },
  },
  notes: [
    TIME_NOTE,
    "risky: events of risk high or critical. attested, approval: by the statements on file, as of now.",
  ],

  async run({ trail, json, ...values }, rest, io) {
    if (rest.length > 0) throw new UsageError(`expected no arguments, got ${rest.length}`);
    const byDay = values["by-day"] === true;
    const filter = { ...filterOf(values), byDay };
    const rows = await withTrail(trailLocation(trail, io), (opened) =>
      opened.provenance.fingerprints(filter),
    );
    printRows(
      {
        rows,
        head: [...(byDay ? ["day"] : []), ...HEAD, ...STANDING],
        cells: (row) => [...(byDay ? [row.day ?? ""] : []), ...cells(row)],
        right: byDay ? [5, 6, 7] : [4, 5, 6],
        json: toJson,
        none: "no sessions",
      },
      json === true,
      io,
    );
    return 0;
  },
};

function cells(row: FingerprintSummary): string[] {
  return [
    shortTime(row.firstEventAt),
    shortTime(row.lastEventAt),
    row.agent ?? "unknown",
    shortFingerprint(row.fingerprint),
    String(row.sessions),
    String(row.events),
    String(row.riskyEvents),
    ...standingCells(row.standing),
  ];
}

function toJson(row: FingerprintSummary): object {
  return {
    agent: row.agent,
    config_fingerprint: row.fingerprint,
    day: row.day,
    first_event_at: row.firstEventAt,
    last_event_at: row.lastEventAt,
    sessions: row.sessions,
    events: row.events,
    risky_events: row.riskyEvents,
    ...standingJson(row.standing),
  };
}
