import { sql } from "kysely";
import type { Kysely, RawBuilder } from "kysely";
import { isUuid } from "./check-event.ts";
import { pageSize } from "./page-size.ts";
import type { TrailTables } from "./schema/tables.ts";
import { selectEvents, toTrailEvent } from "./trail-event.ts";
import type { EventPage, TrailEvent } from "./trail.ts";

/** Events without a seal come before those of the lanes. */
const ORDER: RawBuilder<unknown> = sql`event_timestamp, COALESCE(lane, ''), COALESCE(seq, -1), event_id`;

/** Reads a page of a session, in order. Throws a `RangeError` when `after` is none of its events. */
export async function readEvents(
  db: Kysely<TrailTables>,
  sessionId: string,
  { limit, after }: EventPage,
): Promise<TrailEvent[]> {
  if (!isUuid(sessionId, 4)) return [];
  let query = selectEvents(db).where("session_id", "=", sessionId);
  if (after !== undefined) {
    if ((await readEvent(db, sessionId, after)) === undefined) {
      throw new RangeError("expected after to be the id of an event of the session");
    }
    query = query.where(
      sql<boolean>`(${ORDER}) > (SELECT ${ORDER} FROM agent_audit_events
        WHERE session_id = ${sessionId} AND event_id = ${after})`,
    );
  }
  if (limit !== undefined) query = query.limit(pageSize(limit));
  const rows = await query.orderBy(ORDER).execute();
  return rows.map(toTrailEvent);
}

export async function readEvent(
  db: Kysely<TrailTables>,
  sessionId: string,
  eventId: string,
): Promise<TrailEvent | undefined> {
  if (!isUuid(sessionId, 4) || !isUuid(eventId, 7)) return undefined;
  const row = await selectEvents(db)
    .where("session_id", "=", sessionId)
    .where("event_id", "=", eventId)
    .executeTakeFirst();
  return row && toTrailEvent(row);
}
