import type { Pool, PoolClient } from "pg";
import { refuseTruncate } from "../schema/append-only.ts";

const EVENTS = "agent_audit_events";
const LATE = "agent_audit_events_late";
/** Any number: who makes partitions holds this lock. */
const LOCK = 7_236_114_902;

/**
 * Makes monthly partitions of the events table as they are needed.
 *
 * A UUIDv7 begins with its time in milliseconds, so a range of event ids is a range of time. Ids
 * of other months than those around the time of receipt stay in the partition `…_late`.
 */
export class Partitions {
  readonly #pool: Pool;
  readonly #made = new Set<string>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Resolves when the month of this time, the one before and the one after have partitions. */
  async cover(time: Date): Promise<void> {
    for (const offset of [-1, 0, 1]) {
      const month = new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + offset));
      const name = partitionName(month);
      if (this.#made.has(name)) continue;
      await this.#make(name, month);
      this.#made.add(name);
    }
  }

  async #make(name: string, month: Date): Promise<void> {
    const client = await this.#pool.connect();
    try {
      await client.query("BEGIN");
      await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
      const found = await client.query("SELECT 1 WHERE to_regclass($1) IS NOT NULL", [name]);
      if (found.rows.length === 0) await attach(client, name, month);
      await client.query("COMMIT");
      client.release();
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}

/** Makes a partition, and moves what came before its time from the late one: else it is refused. */
async function attach(client: PoolClient, name: string, month: Date): Promise<void> {
  const next = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1));
  const [from, to] = [firstId(month), firstId(next)];
  const inMonth = `event_id >= '${from}' AND event_id < '${to}'`;
  // Readers go on, writers wait: none may add to the late partition meanwhile.
  await client.query(`LOCK TABLE ${EVENTS} IN SHARE ROW EXCLUSIVE MODE`);
  await client.query(
    `CREATE TABLE ${name} (LIKE ${EVENTS} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`,
  );
  const moved = await client.query(`INSERT INTO ${name} SELECT * FROM ${LATE} WHERE ${inMonth}`);
  if (moved.rowCount !== 0) {
    await client.query(`ALTER TABLE ${LATE} DISABLE TRIGGER USER`);
    await client.query(`DELETE FROM ${LATE} WHERE ${inMonth}`);
    await client.query(`ALTER TABLE ${LATE} ENABLE TRIGGER USER`);
  }
  await client.query(
    `ALTER TABLE ${EVENTS} ATTACH PARTITION ${name} FOR VALUES FROM ('${from}') TO ('${to}')`,
  );
  await client.query(refuseTruncate(name));
}

function partitionName(month: Date): string {
  return `${EVENTS}_${month.toISOString().slice(0, 7).replace("-", "_")}`;
}

/** The least UUIDv7 of a time. */
function firstId(time: Date): string {
  const hex = time.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
