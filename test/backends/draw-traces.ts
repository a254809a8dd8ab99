import type { JaegerSpan, JaegerTrace } from "./start-jaeger.ts";

const WIDTH = 1240;
const ROW = 22;
const MARGIN = 16;
const BARS_AT = 430;
const NOTES_AT = 800;
const FILLS: Readonly<Record<string, string>> = {
  low: "#3b82c4",
  medium: "#2f9e6e",
  high: "#d9822b",
  critical: "#c93c37",
};

interface Row {
  readonly span: JaegerSpan;
  readonly depth: number;
}

/** Traces as a trace view shows them, one under the other in the order of time, as an SVG picture. */
export function drawTraces(traces: readonly JaegerTrace[], title: string): string {
  const lines: string[] = [];
  let y = MARGIN;
  for (const trace of traces.toSorted((a, b) => startOf(a) - startOf(b))) {
    lines.push(text(MARGIN, y, headOf(trace), "#8b949e"));
    y += ROW;
    for (const row of rowsOf(trace)) {
      lines.push(...drawRow(row, trace, y));
      y += ROW;
    }
    y += ROW / 2;
  }
  const height = y + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    '<rect width="100%" height="100%" rx="8" fill="#0d1117"/>',
    '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="12" fill="#e6edf3">',
    ...lines,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function headOf({ traceID, spans }: JaegerTrace): string {
  const before = spans
    .flatMap(({ references }) => references.map((reference) => reference.traceID))
    .find((id) => id !== traceID);
  const linked = before === undefined ? "" : ` · the trace before: ${before.slice(-7)}`;
  return `trace ${traceID.slice(-7)}${linked}`;
}

/** Spans under their parents, siblings in the order in which they began. */
function rowsOf({ spans }: JaegerTrace): Row[] {
  const under = (parent: string | undefined, depth: number): Row[] =>
    spans
      .filter((span) => parentOf(span, spans) === parent)
      .toSorted((a, b) => a.startTime - b.startTime)
      .flatMap((span) => [{ span, depth }, ...under(span.spanID, depth + 1)]);
  return under(undefined, 0);
}

function parentOf({ references }: JaegerSpan, spans: readonly JaegerSpan[]): string | undefined {
  const parent = references.find(({ refType }) => refType === "CHILD_OF")?.spanID;
  return spans.some(({ spanID }) => spanID === parent) ? parent : undefined;
}

function drawRow({ span, depth }: Row, trace: JaegerTrace, y: number): string[] {
  const begin = startOf(trace);
  const end = Math.max(...trace.spans.map(({ startTime, duration }) => startTime + duration));
  const scale = (NOTES_AT - BARS_AT - MARGIN) / Math.max(1, end - begin);
  const x = BARS_AT + (span.startTime - begin) * scale;
  // A point event is no longer in a picture because nothing else stands in its trace.
  const width = span.duration <= 1 ? 3 : Math.max(3, span.duration * scale);
  const fill = FILLS[tag(span, "auditspan.event.risk") ?? ""] ?? "#6e7681";
  return [
    text(MARGIN + 14 * (depth + 1), y, span.operationName),
    `<rect x="${x.toFixed(1)}" y="${y + 3}" width="${width.toFixed(1)}" height="${ROW - 8}" rx="2" fill="${fill}"/>`,
    text(NOTES_AT, y, noteOf(span), "#8b949e"),
  ];
}

function noteOf(span: JaegerSpan): string {
  const input = tag(span, "gen_ai.usage.input_tokens");
  const output = tag(span, "gen_ai.usage.output_tokens");
  const outcome = tag(span, "auditspan.event.outcome");
  const steps = tag(span, "auditspan.step.kinds");
  return [
    outcome === "success" ? undefined : outcome,
    tag(span, "error.type"),
    input === undefined ? undefined : `${input} → ${output ?? "?"} tokens`,
    typeof steps === "string" ? (JSON.parse(steps) as string[]).slice(-2).join(" + ") : undefined,
  ]
    .filter(Boolean)
    .join(" · ");
}

function startOf({ spans }: JaegerTrace): number {
  return Math.min(...spans.map(({ startTime }) => startTime));
}

function tag({ tags }: JaegerSpan, name: string): string | undefined {
  return tags.find(({ key }) => key === name)?.value.toString();
}

function text(x: number, y: number, words: string, fill?: string): string {
  const colour = fill === undefined ? "" : ` fill="${fill}"`;
  return `<text x="${x}" y="${y + 14}"${colour}>${escape(words)}</text>`;
}

function escape(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
