import { expect, test } from "vitest";
import { project } from "../project.ts";
import type { AnyAttributes } from "../record.ts";
import { projectionContext } from "../testing/projection-context.ts";
import { spanRecord } from "../testing/records.ts";
import { toldOfAny } from "../testing/told-of-any.ts";
import { told } from "../testing/told.ts";
import { firstWord } from "./database.ts";

const operation = (attributes: AnyAttributes): unknown =>
  told({ attributes: { "db.system": "postgresql", ...attributes } }).details["db.operation.name"];

test.each([
  [
    "new names",
    {
      "db.system.name": "postgresql",
      "db.query.text": "insert into customers values ('Alice')",
      "db.namespace": "crm",
      "server.address": "db.example",
    },
  ],
  [
    "old names",
    {
      "db.system": "postgresql",
      "db.statement": "INSERT INTO customers VALUES ('Alice')",
      "db.name": "crm",
      "db.user": "alice",
      "net.peer.name": "db.example",
    },
  ],
])("a query is told by %s, without its text", (_, attributes) => {
  const { type, details } = told({ kind: 3, attributes }, { hosts: ["db.example"] });
  expect(type).toBe("db_query");
  expect(details).toEqual({
    "db.system.name": "postgresql",
    "db.operation.name": "INSERT",
    "server.address": "db.example",
  });
});

test.each([
  ["postgres", "postgresql"],
  ["mssql", "microsoft.sql_server"],
  ["microsoft.sql_server", "microsoft.sql_server"],
  ["dynamodb", "aws.dynamodb"],
  ["oracle", "oracle.db"],
  ["mongoose", "mongodb"],
  ["alice's own", "other"],
])("the system %s is %s", (system, kept) => {
  const { details } = told({ attributes: { "db.system": system, "db.operation": "find" } });
  expect(details["db.system.name"]).toBe(kept);
});

test.each([
  [{ "db.operation.name": "findOneAndUpdate" }, "FIND_AND_MODIFY"],
  [{ "db.operation": "aggregate", "db.statement": '{"name":"Alice"}' }, "AGGREGATE"],
  [{ "db.operation": "insertMany" }, "INSERT"],
  [{ "db.operation.name": "GetItem" }, "GET"],
  [{ "db.query.text": "hset alice [2 other arguments]" }, "HSET"],
  [{ "db.query.text": "\n  with x as (select 1) select * from x" }, "WITH"],
  [{ "db.query.text": "selekt Alice" }, "other"],
  [{ "db.query.text": "alice" }, "other"],
  [{ "db.query.text": "/* Alice */ select 1" }, undefined],
  [{ "db.query.text": ["select"] }, undefined],
])("of %j the operation is %s", (attributes, kept) => {
  expect(operation(attributes)).toBe(kept);
});

test("the first word of a statement is found near its beginning only", () => {
  expect(firstWord(`${" ".repeat(1000)}select`)).toBeUndefined();
  expect(firstWord("x".repeat(1000))).toHaveLength(32);
});

test.each([
  "pg.connect",
  "pg-pool.connect",
  "redis-connect",
  "mongodb.connect",
  "oracledb.getConnection",
])("%s asks the database nothing", (name) => {
  expect(told({ name, attributes: { "db.system.name": "postgresql" } }).type).toBe("operation");
});

test("a connection that is told as a statement asks nothing either", () => {
  const attributes = { "db.system.name": "redis", "db.query.text": "connect" };
  expect(told({ name: "connect", attributes }).type).toBe("operation");
});

test("a span that hides its statement is a query", () => {
  const attributes = { "db.system.name": "redis" };
  expect(told({ name: "redis-GET", attributes }).type).toBe("db_query");
});

test("a table that is called a connection is asked", () => {
  const attributes = { "db.system": "mongodb", "db.operation": "find" };
  expect(told({ name: "find connection", attributes }).type).toBe("db_query");
});

test("the statement is committed to, never kept", () => {
  const attributes = { "db.system": "mysql", "db.statement": "select * from alice" };
  const context = projectionContext(undefined, { commitments: true });
  const [event] = project(spanRecord({ attributes }), context);
  expect(event?.attributes["auditspan.commitment.query"]).toMatch(/^hs256:/);
  expect(JSON.stringify(event?.attributes)).not.toContain("alice");
});

test("an error is named by a class, never by its SQL state", () => {
  const events = [{ name: "exception", attributes: { "exception.type": "23505" } }];
  const attributes = { "db.system": "postgresql", "db.statement": "insert" };
  const { outcome, details } = told({ attributes, events, statusCode: 2 });
  expect([outcome, details["error.type"]]).toEqual(["failure", "other"]);
});

test.each([
  "db.system.name",
  "db.system",
  "db.operation.name",
  "db.operation",
  "db.query.text",
  "db.statement",
  "server.address",
  "net.peer.name",
])("whatever stands under %s, nothing of it is kept", (key) => {
  const attributes = { "db.system.name": "postgresql", "db.system": "postgresql" };
  for (const { what, kept } of toldOfAny({ kind: 3, attributes, statusCode: 2 }, key)) {
    expect([what, kept]).toEqual([what, []]);
  }
});
