import { EVENT_TYPES } from "@auditspan/core";
import { printable } from "@auditspan/emitter/printable";
import type { AnomalyCount, AnomalySplit, SplitDirection, SplitFilter } from "@auditspan/trail";
import { UsageError } from "../command.ts";
import type { Command, CommandIo } from "../command.ts";
import { formatTable } from "../format.ts";
import { createPaint } from "../paint.ts";
import { FILTER_OPTIONS, filterOf, shortFingerprint, TIME_NOTE } from "../provenance-options.ts";
import { TRAIL_OPTION, trailLocation, withTrail } from "../trail-option.ts";

const RISKS = ["medium", "high", "critical"] as const;

export const fingerprintSplitCommand: Command = {
  usage: "[--anomaly WHAT] [--agent NAME] [--from TIME] [--to TIME] [--trail LOCATION] [--json]",
  summary: "rogue user or bad build: split anomalies by configuration and by session",
  options: {
    trail: TRAIL_OPTION,
    anomaly: {
      type: "string",
      value: "WHAT",
      help: "a risk (medium, high, critical) and above, or event types a,b (default: high)",
    },
    ...FILTER_OPTIONS,
    limit: { ...FILTER_OPTIONS.limit, help: "at most N sessions (default: 10)" },
    json: { type: "boolean", help: "one JSON object" },
  },
  notes: [
    TIME_NOTE,
    "It points to the build when one configuration shows anomalies in at least half of its sessions, and",
    "three times as often as all others; to sessions when at most a tenth of them hold half of all and at",
    "most a quarter of any configuration is affected. That is a direction to look in, not a proof.",
  ],

  async run({ trail, json, anomaly, ...values }, rest, io) {
    if (rest.length > 0) throw new UsageError(`expected no arguments, got ${rest.length}`);
    const { limit = 10, ...filter } = filterOf(values);
    const split = await withTrail(trailLocation(trail, io), (opened) =>
      opened.provenance.split({ ...filter, limit, anomaly: anomalyOf(anomaly) }),
    );
    if (json === true) io.out(printable(JSON.stringify(toJson(split))));
    else print(split, io);
    return 0;
  },
};

function anomalyOf(option: unknown): SplitFilter["anomaly"] {
  if (typeof option !== "string") return "high";
  const risk = RISKS.find((name) => name === option);
  if (risk !== undefined) return risk;
  const types = option.split(",");
  const unknown = types.find((type) => !Object.hasOwn(EVENT_TYPES, type));
  if (unknown === undefined) return types;
  throw new UsageError(
    `expected --anomaly to be one of ${RISKS.join(", ")} or event types, got ${JSON.stringify(unknown)}`,
  );
}

const WORDS: Readonly<Record<SplitDirection, string>> = {
  build: "points to the build: one configuration stands out, in most of its sessions",
  sessions: "points to sessions: few of them hold most of it, others of the same build do not",
  unclear: "points nowhere: neither one build nor few sessions stand out, or there are too few",
  none: "no anomalies",
};

function print(split: AnomalySplit, io: CommandIo): void {
  const { total, byFingerprint, bySession, sessionsWithHalf, pointsTo } = split;
  const dim = (text: string): string => createPaint(io.colour)("dim", text);
  const table = (rows: readonly (readonly string[])[], right: readonly number[]): void => {
    const [head, ...lines] = formatTable(rows, right);
    io.out(dim(head!));
    for (const line of lines) io.out(line);
  };
  io.out(
    `${total.anomalies} anomalies in ${total.events} events (${percent(total.rate)}), ` +
      `in ${total.affected} of ${total.sessions} sessions, half of them in ${sessionsWithHalf}`,
  );
  io.out(WORDS[pointsTo]);
  if (byFingerprint.length === 0) return;
  io.out("");
  table(
    [
      ["fingerprint", "sessions", "affected", "share", "anomalies", "events", "rate"],
      ...byFingerprint.map((row) => [
        shortFingerprint(row.fingerprint),
        String(row.sessions),
        String(row.affected),
        percent(row.affected / row.sessions),
        ...countCells(row),
      ]),
    ],
    [1, 2, 3, 4, 5, 6],
  );
  if (bySession.length === 0) return;
  io.out("");
  table(
    [
      ["session", "fingerprint", "anomalies", "events", "rate"],
      ...bySession.map((row) => [
        row.sessionId,
        shortFingerprint(row.fingerprint),
        ...countCells(row),
      ]),
    ],
    [2, 3, 4],
  );
}

function countCells({ anomalies, events, rate }: AnomalyCount): string[] {
  return [String(anomalies), String(events), percent(rate)];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function toJson({
  total,
  byFingerprint,
  bySession,
  sessionsWithHalf,
  pointsTo,
}: AnomalySplit): object {
  return {
    points_to: pointsTo,
    total,
    sessions_with_half: sessionsWithHalf,
    by_fingerprint: byFingerprint.map(({ fingerprint, ...row }) => ({
      config_fingerprint: fingerprint,
      ...row,
    })),
    by_session: bySession.map(({ sessionId, fingerprint, ...row }) => ({
      session_id: sessionId,
      config_fingerprint: fingerprint,
      ...row,
    })),
  };
}
