import type { EventRow } from "./schema/tables.ts";
import type { InRow } from "./statement.ts";

/**
 * What `generation_started` and `generation_revoked` events say of their generations: the earliest
 * word of each counts. Events that name no generation say nothing.
 */
export function foldGenerations(events: readonly EventRow[]): InRow[] {
  const generations = new Map<string, Generation>();
  for (const event of events) {
    const { generation_id: id, event_type: type, event_timestamp: time } = event;
    if (id === null || (type !== "generation_started" && type !== "generation_revoked")) continue;
    const generation = generations.get(id) ?? { startedAt: null, revokedAt: null, reason: null };
    generations.set(id, generation);
    if (type === "generation_started") {
      if (generation.startedAt === null || time < generation.startedAt) generation.startedAt = time;
    } else if (generation.revokedAt === null || time < generation.revokedAt) {
      generation.revokedAt = time;
      generation.reason = reasonOf(event);
    }
  }
  return [...generations]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { startedAt, revokedAt, reason }]) => ({
      generation_id: id,
      started_at: startedAt,
      revoked_at: revokedAt,
      reason,
    }));
}

interface Generation {
  startedAt: string | null;
  revokedAt: string | null;
  reason: string | null;
}

function reasonOf(event: EventRow): string | null {
  const reason: unknown = (JSON.parse(event.details) as Record<string, unknown>)[
    "auditspan.rotation.reason"
  ];
  return typeof reason === "string" ? reason : null;
}
