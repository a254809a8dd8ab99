import type { PoolClient } from "pg";
import type { InRow, Statement, Step, Write } from "../statement.ts";

/** Drives a write in one transaction on one connection. */
export async function writePostgres<Result>(
  client: PoolClient,
  write: Write<Result>,
): Promise<Result> {
  await client.query("BEGIN");
  let step = write.next();
  while (step.done !== true) step = write.next(await run(client, step.value));
  await client.query("COMMIT");
  return step.value;
}

async function run(client: PoolClient, { statement, rows }: Step): Promise<InRow[]> {
  if (rows.length === 0) return [];
  // One parameter for any number of rows: one prepared text, and no limit of 65,535 parameters.
  const { name, columns } = statement;
  const values = [JSON.stringify(rows)];
  const result = await client.query<InRow>({ name, text: textOf(statement, columns), values });
  return result.rows;
}

const texts = new WeakMap<Statement, string>();

function textOf(statement: Statement, columns: Statement["columns"]): string {
  const known = texts.get(statement);
  if (known !== undefined) return known;
  const selected = Object.entries(columns).map(([column, type]) =>
    // JSON comes as text inside JSON, as it does on SQLite.
    type === "jsonb" ? `CAST(row.${column} AS jsonb)` : `row.${column}`,
  );
  const typed = Object.entries(columns).map(
    ([column, type]) => `${column} ${type === "jsonb" ? "text" : type}`,
  );
  const text = statement.text(
    `SELECT ${selected.join(", ")} FROM jsonb_to_recordset(CAST($1 AS jsonb)) AS row (${typed.join(", ")})`,
  );
  texts.set(statement, text);
  return text;
}
