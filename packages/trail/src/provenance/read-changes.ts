import { sql } from "kysely";
import type { Kysely } from "kysely";
import { pageSize } from "../page-size.ts";
import type { TimeOut, TrailTables } from "../schema/tables.ts";
import { readTime } from "../trail-event.ts";
import type { FingerprintChange, ProvenanceFilter } from "./provenance.ts";
import { differentComponents, readComponents } from "./read-components.ts";
import type { Components } from "./read-components.ts";
import { inFilter } from "./session-conditions.ts";

interface Row {
  readonly session_id: string;
  readonly agent_identifier: string | null;
  readonly first_event_at: TimeOut;
  readonly config_fingerprint: string | null;
  readonly previous: string | null;
  readonly place: string | number;
}

/** Reads the sessions whose configuration is not that of the session of their agent before. */
export async function readChanges(
  db: Kysely<TrailTables>,
  filter: ProvenanceFilter,
): Promise<FingerprintChange[]> {
  const { agent, ...stretch } = filter;
  // The session before the first of a stretch stands outside of it, so times are asked for last.
  const { rows } = await sql<Row>`
    SELECT * FROM (SELECT session_id, agent_identifier, first_event_at, config_fingerprint,
        LAG(config_fingerprint) OVER of_agent AS previous, LAG(session_id) OVER of_agent AS before,
        ROW_NUMBER() OVER of_fingerprint AS place
      FROM sessions WHERE ${inFilter({ agent })}
      WINDOW of_agent AS (PARTITION BY agent_identifier ORDER BY first_event_at, session_id),
        of_fingerprint AS (PARTITION BY agent_identifier, config_fingerprint
          ORDER BY first_event_at, session_id)) AS sessions
    WHERE before IS NOT NULL AND config_fingerprint IS DISTINCT FROM previous
      AND ${inFilter(stretch)}
    ORDER BY first_event_at DESC, session_id DESC LIMIT ${pageSize(filter.limit ?? 100)}`.execute(
    db,
  );
  const componentsOf = await readAll(
    db,
    rows.flatMap((row) => [row.config_fingerprint, row.previous]),
  );
  return rows.map((row) => {
    const [a, b] = [componentsOf.get(row.previous), componentsOf.get(row.config_fingerprint)];
    return {
      sessionId: row.session_id,
      at: readTime(row.first_event_at),
      agent: row.agent_identifier ?? undefined,
      fingerprint: row.config_fingerprint ?? undefined,
      previous: row.previous ?? undefined,
      returned: Number(row.place) > 1,
      components: a === undefined || b === undefined ? undefined : differentComponents(a, b),
    };
  });
}

async function readAll(
  db: Kysely<TrailTables>,
  fingerprints: readonly (string | null)[],
): Promise<ReadonlyMap<string | null, Components | undefined>> {
  const all = new Map<string | null, Components | undefined>();
  for (const fingerprint of new Set(fingerprints)) {
    if (fingerprint !== null) all.set(fingerprint, await readComponents(db, fingerprint));
  }
  return all;
}
