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
  const walk = (parent: T | undefined, depth: number): void => {
    for (const event of children.get(parent) ?? []) {
      rows.push({ event, depth });
      walk(event, depth + 1);
    }
  };
  walk(undefined, 0);
  // Spans that are each other's parents hang nowhere; they are shown all the same.
  const shown = new Set(rows.map(({ event }) => event));
  for (const event of events) if (!shown.has(event)) rows.push({ event, depth: 0 });
  return rows;
}
