import type { Kysely } from "kysely";
import type { TrailTables } from "../schema/tables.ts";
import { readJson } from "../trail-event.ts";

export type Components = Readonly<Record<string, string>>;

const PREFIX = "auditspan.component.";

/** The component digests of a configuration: as attested, else as the first session stated them. */
export async function readComponents(
  db: Kysely<TrailTables>,
  fingerprint: string,
): Promise<Components | undefined> {
  const attested = await db
    .selectFrom("attestations")
    .select("components")
    .where("config_fingerprint", "=", fingerprint)
    .orderBy("attested_at")
    .limit(1)
    .executeTakeFirst();
  if (attested !== undefined) return readJson(attested.components) as Components;
  const started = await db
    .selectFrom("agent_audit_events")
    .select("details")
    .where("config_fingerprint", "=", fingerprint)
    .where("event_type", "=", "session_started")
    .orderBy("event_timestamp")
    .limit(1)
    .executeTakeFirst();
  const details = started && (readJson(started.details) as Readonly<Record<string, unknown>>);
  const stated = Object.entries(details ?? {}).flatMap(([name, value]) =>
    name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), String(value)] as const] : [],
  );
  return stated.length === 0 ? undefined : Object.fromEntries(stated);
}

/** Names of the components that differ. */
export function differentComponents(a: Components, b: Components): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name]);
}
