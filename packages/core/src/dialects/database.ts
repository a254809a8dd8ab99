import type { RecordReader } from "../record-reader.ts";
import type { AnyAttributes, SpanRecord } from "../record.ts";
import type { Content, Dialect } from "./dialect.ts";

// Longer than the first word of any statement.
const MAX_WORD = 32;
const NOT_A_WORD = /[^A-Za-z_]/;
const CONNECTING = /connect$|connection|pool$/;

const INSTRUMENTED = [
  "pg",
  "mysql",
  "mysql2",
  "mongodb",
  "mongoose",
  "redis",
  "redis-4",
  "ioredis",
  "knex",
  "tedious",
  "oracledb",
  "cassandra-driver",
  "memcached",
];

/** Queries of databases, caches and search engines, by old and new `db.*` names. */
export const database: Dialect = {
  name: "database",
  title: "Databases: pg, mysql, mongodb, redis, ORMs and other database spans",
  scopes: INSTRUMENTED.map((library) => `@opentelemetry/instrumentation-${library}`),
  speaks: ({ attributes }) =>
    (attributes["db.system.name"] ?? attributes["db.system"]) !== undefined,
  types: ["db_query"],
  typeOf,
  fields: {
    "db.system.name": ["db.system.name", "db.system"],
    "db.operation.name": ({ attributes }) => operationOf(attributes),
    "server.address": ["server.address", "net.peer.name"],
  },
  content,
};

/** The first word of a statement, which names what it does; undefined when it has none. */
export function firstWord(statement: unknown): string | undefined {
  if (typeof statement !== "string") return undefined;
  const start = statement.slice(0, MAX_WORD * 2).trimStart();
  const end = start.search(NOT_A_WORD);
  const word = end === -1 ? start.slice(0, MAX_WORD) : start.slice(0, end);
  return word === "" ? undefined : word;
}

// Opening a connection and waiting for one of a pool ask the database nothing.
function typeOf({ attributes, name }: SpanRecord): string | undefined {
  const stated = operationOf(attributes);
  const called = typeof stated === "string" ? stated : name;
  const isConnecting = CONNECTING.test(called.slice(0, 2 * MAX_WORD).toLowerCase());
  return isConnecting ? undefined : "db_query";
}

function operationOf(attributes: AnyAttributes): unknown {
  return (
    attributes["db.operation.name"] ??
    attributes["db.operation"] ??
    firstWord(attributes["db.query.text"] ?? attributes["db.statement"])
  );
}

function content(reader: RecordReader): Content {
  const query = reader.first("db.query.text", "db.statement");
  return { input: [], output: [], commit: { query } };
}
