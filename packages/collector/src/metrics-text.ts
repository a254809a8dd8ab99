import { type CollectorStats, REFUSAL_REASONS } from "./collector-stats.ts";

type Sample = readonly [labels: string, value: number];

interface Metric {
  /** Without the prefix. A counter ends with `_total`, all else is a gauge. */
  readonly name: string;
  readonly help: string;
  readonly read: (stats: CollectorStats) => number | readonly Sample[] | undefined;
}

const METRICS: readonly Metric[] = [
  { name: "spans_total", help: "Spans read, repeated ones too.", read: ({ spans }) => spans },
  { name: "logs_total", help: "Log records read, repeated ones too.", read: ({ logs }) => logs },
  {
    name: "events_total",
    help: "Events that are in the trail now, or without one went to the forward.",
    read: ({ events }) => events,
  },
  {
    name: "duplicates_total",
    help: "Events that were there already.",
    read: ({ duplicates }) => duplicates,
  },
  {
    name: "quarantined_total",
    help: "Spans that claimed to be audit events and were not.",
    read: ({ quarantined }) => quarantined,
  },
  {
    name: "failed_total",
    help: "Records whose projection failed; an event of ids alone stands for each.",
    read: ({ failed }) => failed,
  },
  {
    name: "rejected_total",
    help: "Events that the trail rejected; an events_dropped event stands for each.",
    read: ({ rejected }) => rejected,
  },
  {
    name: "sender_dropped_total",
    help: "Events that senders lost, as their events_dropped events say.",
    read: ({ senderDropped }) => senderDropped,
  },
  {
    name: "invalid_ids_total",
    help: "Spans whose trace id or span id is not valid; each was kept under ids of ours.",
    read: ({ invalidIds }) => invalidIds,
  },
  {
    name: "cut_values_total",
    help: "Attribute values that were nested too deep to be read.",
    read: ({ cut }) => cut,
  },
  {
    name: "requests_refused_total",
    help: "Requests that were not taken, by reason.",
    // Every reason from the start: a series that begins with its first failure shows no increase.
    read: ({ refused }) =>
      REFUSAL_REASONS.map((reason) => [`{reason="${reason}"}`, refused[reason] ?? 0]),
  },
  {
    name: "held_events",
    help: "Completions that wait for their log records.",
    read: ({ held }) => held,
  },
  {
    name: "pending_events",
    help: "Events that wait for the trail.",
    read: ({ pending }) => pending,
  },
  {
    name: "pending_age_seconds",
    help: "How long the oldest event that waits for the trail has waited.",
    read: ({ pendingMs }) => pendingMs / 1000,
  },
  {
    name: "forward_acknowledged_total",
    help: "Events that the forward's other end took.",
    read: ({ forward }) => forward?.acknowledged,
  },
  {
    name: "forward_dropped_total",
    help: "Events that did not reach the forward's other end and never will.",
    read: ({ forward }) => forward?.dropped,
  },
  {
    name: "forward_queue_bytes",
    help: "Bytes of events that wait for the forward's other end.",
    read: ({ forward }) => forward?.queuedBytes,
  },
];

/**
 * The stats of a collector as Prometheus text, version 0.0.4. The only label is a reason out of
 * `REFUSAL_REASONS`. Without a forward its metrics are absent.
 */
export function metricsText(stats: CollectorStats): string {
  return METRICS.map((metric) => metricLines(metric, stats)).join("");
}

function metricLines({ name, help, read }: Metric, stats: CollectorStats): string {
  const value = read(stats);
  if (value === undefined) return "";
  const full = `auditspan_collector_${name}`;
  const samples: readonly Sample[] = typeof value === "number" ? [["", value]] : value;
  const lines = [
    `# HELP ${full} ${help}`,
    `# TYPE ${full} ${name.endsWith("_total") ? "counter" : "gauge"}`,
    ...samples.map(([labels, sample]) => `${full}${labels} ${sample}`),
  ];
  return `${lines.join("\n")}\n`;
}
