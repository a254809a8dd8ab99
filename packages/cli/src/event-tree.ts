import type { AuditEvent } from "@auditspan/core";

/** An event and how deep it stands under the events around it. */
export interface TreeRow<T extends AuditEvent> {
  readonly event: T;
  readonly depth: number;
}

/**
 * Events as a tree, by parent span: each under the event of its parent, siblings in the order given.
 * Events whose parent is not among them are roots.
 */
export function eventTree<T extends AuditEvent>(events: readonly T[]): TreeRow<T>[] {
  // An attempt that only a completion shows has the completion's span id: the first one is the parent.
  const owners = new Map<string, T>();
  for (const event of events) if (!owners.has(event.spanId)) owners.set(event.spanId, event);
  const children = new Map<T | undefined, T[]>();
  for (const event of events) {
    const owner = owners.get(event.spanId);
    const parent = owner === event ? owners.get(event.parentSpanId ?? "") : owner;
    const under = parent === event ? undefined : parent;
    const siblings = children.get(under);
    if (siblings === undefined) children.set(under, [event]);
    else siblings.push(event);
  }
  const rows: TreeRow<T>[] = [];
  // Not a recursion: how deep spans stand in each other is up to who sends them.
  const ahead = rowsOf(children.get(undefined), 0);
  for (let row = ahead.pop(); row !== undefined; row = ahead.pop()) {
    rows.push(row);
    for (const child of rowsOf(children.get(row.event), row.depth + 1)) ahead.push(child);
  }
  // Spans that are each other's parents hang nowhere; they are shown all the same.
  const shown = new Set(rows.map(({ event }) => event));
  for (const event of events) if (!shown.has(event)) rows.push({ event, depth: 0 });
  return rows;
}

/** Siblings, the last one first: the next one is taken from the end. */
function rowsOf<T extends AuditEvent>(siblings: readonly T[] = [], depth: number): TreeRow<T>[] {
  return siblings.map((event) => ({ event, depth })).reverse();
}
