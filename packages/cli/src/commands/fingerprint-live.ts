import type { LiveFingerprint } from "@auditspan/trail";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { printRows } from "../print-rows.ts";
import {
  shortFingerprint,
  shortTime,
  standingCells,
  standingJson,
  TIME_NOTE,
  timeOf,
} from "../provenance-options.ts";
import { TRAIL_OPTION, trailLocation, withTrail } from "../trail-option.ts";

const HEAD = [
  "fingerprint",
  "sessions",
  "since (UTC)",
  "attested",
  "approval",
  "approver",
  "policy",
];

export const fingerprintLiveCommand: Command = {
  usage: "--agent NAME [--at TIME] [--trail LOCATION] [--json]",
  summary: "say which configuration an agent ran at a time, and who had approved it then",
  options: {
    trail: TRAIL_OPTION,
    agent: { type: "string", value: "NAME", help: "the agent" },
    at: { type: "string", value: "TIME", help: "the time (default: now)" },
    json: { type: "boolean", help: "one JSON object a configuration" },
  },
  notes: [
    TIME_NOTE,
    "Of several configurations sessions were under way side by side. With 0 sessions none was, and",
    "the one is told whose session was the last to begin. Exit status 1: the agent had not run yet.",
  ],

  async run({ trail, agent, at, json }, rest, io) {
    if (rest.length > 0) throw new UsageError(`expected no arguments, got ${rest.length}`);
    if (typeof agent !== "string") throw new UsageError("expected --agent");
    const time = timeOf(at, "at") ?? new Date();
    const rows = await withTrail(trailLocation(trail, io), (opened) =>
      opened.provenance.live(agent, time),
    );
    const none = "no session of this agent had begun then";
    printRows({ rows, head: HEAD, cells, right: [1], json: toJson, none }, json === true, io);
    return rows.length === 0 ? 1 : 0;
  },
};

function cells({ fingerprint, sessions, since, standing }: LiveFingerprint): string[] {
  return [
    shortFingerprint(fingerprint),
    String(sessions),
    shortTime(since),
    ...standingCells(standing),
    standing.decision?.approver ?? standing.decision?.keyId ?? "",
    standing.decision?.policyUri ?? "",
  ];
}

function toJson({ fingerprint, sessions, since, standing }: LiveFingerprint): object {
  return { config_fingerprint: fingerprint, sessions, since, ...standingJson(standing) };
}
