import { CompiledQuery, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import type { DatabaseConnection, Dialect, Driver, QueryResult } from "kysely";
import type { WorkerClient } from "./worker-client.ts";

/** A kysely dialect for SQLite in another thread. */
export function workerDialect(client: WorkerClient): Dialect {
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => workerDriver(client),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** SQLite rolls tables back like rows; kysely leaves that to the dialect. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function workerDriver(client: WorkerClient): Driver {
  const connection: DatabaseConnection = {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      return { rows: (await client.ask("query", { sql, parameters })) as Row[] };
    },
    streamQuery: () => {
      throw new Error("expected a query that is not streamed");
    },
  };
  const run = async (text: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(text));
  };
  return {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    // Immediate, so that two processes that open a new trail make its tables one after the other.
    beginTransaction: () => run("BEGIN IMMEDIATE"),
    commitTransaction: () => run("COMMIT"),
    rollbackTransaction: () => run("ROLLBACK"),
    releaseConnection: () => Promise.resolve(),
    destroy: () => client.close(),
  };
}
