import type { ColumnType, SqlValue } from "./schema/event-columns.ts";

/** A row on its way in: one value for each column of its statement. */
export type InRow = Readonly<Record<string, SqlValue>>;

/** SQL that takes rows, in one text for both engines. */
export interface Statement {
  /** Under this name the prepared statement is kept. */
  readonly name: string;
  /** The columns of its rows, in the order in which they are bound. */
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** The text around its rows, which stand in it as a `VALUES` or `SELECT`. */
  readonly text: (rows: string) => string;
}

/** One step of a write: a statement and its rows. Its answer is what the statement returns. */
export interface Step {
  readonly statement: Statement;
  readonly rows: readonly InRow[];
}

/** A write in one transaction, told step by step, so that each engine drives it in its own way. */
export type Write<Result> = Generator<Step, Result, readonly InRow[]>;

/** `INSERT INTO table (columns) rows ON CONFLICT …` */
export function insertInto(
  table: string,
  columns: Readonly<Record<string, ColumnType>>,
  conflict: string,
): Statement {
  const names = Object.keys(columns).join(", ");
  return {
    name: `insert_${table}`,
    columns,
    text: (rows) => `INSERT INTO ${table} (${names}) ${rows} ON CONFLICT ${conflict}`,
  };
}
