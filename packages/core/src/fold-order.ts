import type { LogRecord, SpanRecord } from "./record.ts";

// Deeper trees are cut off: their order no longer matters for a wrapper and its inner span.
const MAX_DEPTH = 64;

/**
 * The order in which records that are at hand together are folded: log events first, so that a
 * completion finds them; then spans, inner ones before the ones around them, whatever their clocks
 * say. Otherwise the order stays as it is.
 */
export function inFoldOrder(
  records: readonly (SpanRecord | LogRecord)[],
): readonly (SpanRecord | LogRecord)[] {
  const spans = records.filter((record) => record.signal === "span");
  if (spans.length <= 1 && spans.length === records.length) return records;
  const parents = new Map<string, string | undefined>();
  for (const { spanId, parentSpanId } of spans) parents.set(spanId, parentSpanId);
  const levels: SpanRecord[][] = [];
  for (const span of spans) (levels[depthOf(span, parents)] ??= []).push(span);
  const logs = records.filter((record) => record.signal === "log");
  return [...logs, ...levels.reverse().flat()];
}

function depthOf(span: SpanRecord, parents: ReadonlyMap<string, string | undefined>): number {
  let depth = 0;
  let parent = span.parentSpanId;
  while (parent !== undefined && depth < MAX_DEPTH && parents.has(parent)) {
    depth++;
    parent = parents.get(parent);
  }
  return depth;
}
