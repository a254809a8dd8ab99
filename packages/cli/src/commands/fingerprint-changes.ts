import type { FingerprintChange } from "@auditspan/trail";
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

const HEAD = ["began (UTC)", "session", "agent", "before", "fingerprint", "", "components"];

export const fingerprintChangesCommand: Command = {
  usage: "[--agent NAME] [--from TIME] [--to TIME] [--trail LOCATION] [--json]",
  summary: "list the first session after each change of a configuration, and what changed",
  options: {
    trail: TRAIL_OPTION,
    ...FILTER_OPTIONS,
    json: { type: "boolean", help: "one JSON object a change" },
  },
  notes: [
    TIME_NOTE,
    "again: the agent had run this configuration before, as after a roll-back. Components are those",
    "of the attestations on file, else of what sessions stated; unknown where there is neither.",
  ],

  async run({ trail, json, ...values }, rest, io) {
    if (rest.length > 0) throw new UsageError(`expected no arguments, got ${rest.length}`);
    const filter = filterOf(values);
    const rows = await withTrail(trailLocation(trail, io), (opened) =>
      opened.provenance.changes(filter),
    );
    printRows({ rows, head: HEAD, cells, json: toJson, none: "no changes" }, json === true, io);
    return 0;
  },
};

function cells(row: FingerprintChange): string[] {
  return [
    shortTime(row.at),
    row.sessionId,
    row.agent ?? "unknown",
    shortFingerprint(row.previous),
    shortFingerprint(row.fingerprint),
    row.returned ? "again" : "",
    row.components?.join(", ") ?? "unknown",
  ];
}

function toJson(row: FingerprintChange): object {
  return {
    session_id: row.sessionId,
    at: row.at,
    agent: row.agent,
    previous_fingerprint: row.previous,
    config_fingerprint: row.fingerprint,
    returned: row.returned,
    components: row.components,
  };
}
