import { eventAttributes } from "@auditspan/core";
import type { Attributes, AuditEvent } from "@auditspan/core";
import type { SessionSummary } from "@auditspan/trail";
import { printable } from "@auditspan/emitter/printable";
import { eventTree } from "./event-tree.ts";
import { formatDuration, formatOffset, formatTable, formatTime } from "./format.ts";
import type { Paint } from "./paint.ts";

/** Deeper levels stand as far to the right as this one. */
const MAX_INDENT = 32;
const RISK_STYLES = { high: "yellow", critical: "red" } as const;

/** Who acted in a session, and in which configuration. */
export type SessionHead = Partial<Pick<SessionSummary, "agent" | "fingerprint" | "binding">>;

/**
 * A session for reading: who acted, in which configuration, then step by step. Where `head` is not
 * given, its first event says who acted.
 */
export function timeline(
  sessionId: string,
  events: readonly AuditEvent[],
  paint: Paint,
  head: SessionHead = headOf(events[0]!),
): string[] {
  return [...heading(sessionId, events, paint, head), "", ...steps(events, paint)];
}

function headOf(first: AuditEvent): SessionHead {
  const attributes = eventAttributes(first);
  return {
    agent: text(attributes, "gen_ai.agent.name"),
    fingerprint: text(attributes, "auditspan.config_fingerprint"),
    binding: text(attributes, "auditspan.config.binding"),
  };
}

function heading(
  sessionId: string,
  events: readonly AuditEvent[],
  paint: Paint,
  { agent = "unknown", fingerprint = "none", binding = "unbound" }: SessionHead,
): string[] {
  const first = events[0]!;
  const tokens = (side: string): number =>
    events
      .filter(({ type }) => type === "model_completion")
      .reduce(
        (sum, event) => sum + Number(event.attributes[`gen_ai.usage.${side}_tokens`] ?? 0),
        0,
      );
  const rows = [
    ["session", sessionId],
    ["agent", agent],
    ["fingerprint", `${fingerprint} (${binding})`],
    ["time", `${formatTime(first.startTime)} to ${formatTime(lastEnd(events))}`],
    ["events", `${events.length} (${riskSummary(events)})`],
    ["tokens", `${tokens("input")} in, ${tokens("output")} out`],
  ];
  return rows.map(([name, value]) => `${paint("dim", name!.padEnd(11))}  ${printable(value!)}`);
}

function steps(events: readonly AuditEvent[], paint: Paint): string[] {
  const begin = events.reduce(
    (min, { startTime }) => (startTime < min ? startTime : min),
    events[0]!.startTime,
  );
  const tree = eventTree(events);
  const cells = tree.map(({ event, depth }) => [
    formatOffset(event.startTime - begin),
    `${"  ".repeat(Math.min(depth, MAX_INDENT))}${event.name}`,
    outcome(event),
    formatDuration(event.endTime - event.startTime),
    tokensOf(event),
  ]);
  const lines = formatTable(cells, [0, 3]);
  return tree.flatMap(({ event }, i) => {
    const style = styleOf(event);
    const line = style === undefined ? lines[i]! : paint(style, lines[i]!);
    const indent = " ".repeat(lines[i]!.indexOf(printable(event.name)) + 2);
    return [line, ...stepLines(event).map((step) => paint("dim", `${indent}${step}`))];
  });
}

/** One line for what went in, one for what came out: kinds, shapes and estimated tokens. */
function stepLines({ attributes }: AuditEvent): string[] {
  const kinds = attributes["auditspan.step.kinds"] as readonly string[] | undefined;
  if (kinds === undefined) return [];
  // An event of another sender may have the first of the three lists alone.
  const tokens = attributes["auditspan.step.tokens"] as readonly number[] | undefined;
  const shapes = attributes["auditspan.step.shapes"] as readonly string[] | undefined;
  const told = kinds.map((kind, i) => `${kind} ${shapes?.[i] ?? "?"} ~${tokens?.[i] ?? "?"}`);
  const lines: string[] = [];
  for (let i = 0; i < told.length; i += 4) lines.push(told.slice(i, i + 4).join(" · "));
  return lines;
}

function outcome(event: AuditEvent): string {
  const { attributes } = event;
  const result = text(attributes, "auditspan.event.outcome");
  const phase = text(attributes, "auditspan.event.phase");
  if (phase === "requested") return "requested";
  if (result === "success") return finish(attributes) ?? "ok";
  const error = text(attributes, "error.type");
  return error === undefined ? String(result) : `${result} ${error}`;
}

function finish(attributes: Attributes): string | undefined {
  const reasons = attributes["gen_ai.response.finish_reasons"] as readonly string[] | undefined;
  return reasons?.join(",");
}

function tokensOf({ type, attributes }: AuditEvent): string {
  if (type !== "model_completion" && type !== "embedding") return "";
  const input = attributes["gen_ai.usage.input_tokens"];
  const output = attributes["gen_ai.usage.output_tokens"];
  if (input === undefined && output === undefined) return "";
  const thought = attributes["gen_ai.usage.reasoning.output_tokens"];
  const detail = thought === undefined || thought === 0 ? "" : ` (${String(thought)} reasoning)`;
  return `${String(input ?? "?")} → ${String(output ?? 0)} tokens${detail}`;
}

function styleOf(event: AuditEvent): "red" | "yellow" | undefined {
  const result = text(event.attributes, "auditspan.event.outcome");
  if (result === "failure" || result === "denied" || result === "timeout") return "red";
  const risk = text(event.attributes, "auditspan.event.risk");
  return risk === "high" || risk === "critical" ? RISK_STYLES[risk] : undefined;
}

function riskSummary(events: readonly AuditEvent[]): string {
  const counts = new Map<string, number>();
  for (const { attributes } of events) {
    const risk = text(attributes, "auditspan.event.risk") ?? "low";
    counts.set(risk, (counts.get(risk) ?? 0) + 1);
  }
  return ["critical", "high", "medium", "low"]
    .filter((risk) => counts.has(risk))
    .map((risk) => `${counts.get(risk)} ${risk}`)
    .join(", ");
}

function lastEnd(events: readonly AuditEvent[]): bigint {
  return events.reduce((max, { endTime }) => (endTime > max ? endTime : max), 0n);
}

function text(attributes: Attributes, name: string): string | undefined {
  const value = attributes[name];
  return typeof value === "string" ? value : undefined;
}
