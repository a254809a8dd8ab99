import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { InRow, Statement, Step, Write } from "../statement.ts";

/** How long a connection waits for a write of another process, in milliseconds. */
const BUSY_TIMEOUT = 10_000;
const BUSY_PAUSE = 20;
const SQLITE_BUSY = 5;
/** Pages kept in memory, in KiB. */
const CACHE_SIZE = 32_768;

/**
 * One SQLite connection: synchronous, durable at commit, safe beside other processes. A `file:` URL
 * in the place of a path is opened for reading alone.
 */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(path: string) {
    const { DatabaseSync } = loadSqlite();
    const readOnly = path.startsWith("file:");
    this.#connection = new DatabaseSync(readOnly ? new URL(path) : path, { readOnly });
    this.#connection.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
    if (!readOnly) this.#useWal();
    this.#connection.exec("PRAGMA synchronous = FULL");
    this.#connection.exec("PRAGMA foreign_keys = ON");
    // Session ids are random, so a batch touches pages all over the index.
    this.#connection.exec(`PRAGMA cache_size = -${CACHE_SIZE}`);
  }

  // The change to WAL does not always wait for other processes, whatever the time-out says.
  #useWal(): void {
    for (const until = Date.now() + BUSY_TIMEOUT; ;) {
      try {
        return this.#connection.exec("PRAGMA journal_mode = WAL");
      } catch (error) {
        if ((error as { errcode?: number }).errcode !== SQLITE_BUSY || Date.now() > until)
          throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_PAUSE);
      }
    }
  }

  query(sql: string, parameters: readonly unknown[]): InRow[] {
    const statement = this.#connection.prepare(sql);
    return statement.all(...(parameters as SQLInputValue[])) as InRow[];
  }

  /** Drives a write in one transaction. */
  write<Result>(write: Write<Result>): Result {
    // A transaction that becomes a writer later could not wait for the one that came first.
    this.#connection.exec("BEGIN IMMEDIATE");
    try {
      let step = write.next();
      while (step.done !== true) step = write.next(this.#run(step.value));
      this.#connection.exec("COMMIT");
      return step.value;
    } catch (error) {
      this.#rollback();
      throw error;
    }
  }

  close(): void {
    this.#connection.close();
  }

  #run({ statement, rows }: Step): InRow[] {
    if (rows.length === 0) return [];
    const prepared = this.#prepare(statement);
    const columns = Object.keys(statement.columns);
    const returned: InRow[] = [];
    for (const row of rows) {
      const values = columns.map((column) => row[column] ?? null);
      for (const out of prepared.all(...values)) returned.push(out as InRow);
    }
    return returned;
  }

  #prepare(statement: Statement): StatementSync {
    const known = this.#prepared.get(statement.name);
    if (known !== undefined) return known;
    const places = Object.keys(statement.columns).fill("?").join(", ");
    const prepared = this.#connection.prepare(statement.text(`VALUES (${places})`));
    this.#prepared.set(statement.name, prepared);
    return prepared;
  }

  // After a full disk SQLite has rolled back by itself, and says so with an error.
  #rollback(): void {
    try {
      this.#connection.exec("ROLLBACK");
    } catch {
      // The error that led here is the one to tell.
    }
  }
}

/** Loads `node:sqlite` without the warning that Node 22 prints for it, and for nothing else. */
function loadSqlite(): typeof import("node:sqlite") {
  const emitWarning = process.emitWarning.bind(process);
  const quiet = (warning: string | Error, ...rest: []): void => {
    if (!String(warning).startsWith("SQLite is an experimental feature")) {
      emitWarning(warning, ...rest);
    }
  };
  process.emitWarning = quiet;
  try {
    return process.getBuiltinModule("node:sqlite");
  } finally {
    process.emitWarning = emitWarning;
  }
}
