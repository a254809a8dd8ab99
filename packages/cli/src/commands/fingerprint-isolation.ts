import type { IsolationDifference } from "@auditspan/trail";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { printRows } from "../print-rows.ts";
import {
  FILTER_OPTIONS,
  filterOf,
  shortFingerprint,
  shortTime,
  TIME_NOTE,
} from "../provenance-options.ts";
import { TRAIL_OPTION, trailLocation, withTrail } from "../trail-option.ts";

const HEAD = ["seen (UTC)", "session", "agent", "fingerprint", "fact", "recorded", "expected"];

export const fingerprintIsolationCommand: Command = {
  usage: "[--agent NAME] [--from TIME] [--to TIME] [--trail LOCATION] [--json]",
  summary: "list sessions whose isolation is not what the attestation on file expects",
  options: {
    trail: TRAIL_OPTION,
    ...FILTER_OPTIONS,
    json: { type: "boolean", help: "one JSON object a fact" },
  },
  notes: [
    TIME_NOTE,
    "Compared are seccomp (mode, profile, loaded program), capabilities, no new privileges and root, as",
    "far as events recorded them and a manifest expects them. Exit status 1: there are differences.",
  ],

  async run({ trail, json, ...values }, rest, io) {
    if (rest.length > 0) throw new UsageError(`expected no arguments, got ${rest.length}`);
    const filter = filterOf(values);
    const rows = await withTrail(trailLocation(trail, io), (opened) =>
      opened.provenance.isolation(filter),
    );
    const none = "no differences between recorded and expected facts";
    printRows({ rows, head: HEAD, cells, json: toJson, none }, json === true, io);
    return rows.length === 0 ? 0 : 1;
  },
};

function cells(row: IsolationDifference): string[] {
  return [
    shortTime(row.firstEventAt),
    row.sessionId,
    row.agent ?? "unknown",
    shortFingerprint(row.fingerprint),
    row.fact,
    row.recorded,
    row.expected.join(" or "),
  ];
}

function toJson(row: IsolationDifference): object {
  return {
    session_id: row.sessionId,
    first_event_at: row.firstEventAt,
    agent: row.agent,
    config_fingerprint: row.fingerprint,
    fact: row.fact,
    recorded: row.recorded,
    expected: row.expected,
  };
}
