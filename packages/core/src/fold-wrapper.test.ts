import { expect, test } from "vitest";
import { fold } from "./fold.ts";
import { createFoldState } from "./fold-state.ts";
import { inFoldOrder } from "./fold-order.ts";
import type { SpanRecord } from "./record.ts";
import { projectionContext } from "./testing/projection-context.ts";
import { spanRecord } from "./testing/records.ts";

const SERVER = 2;
const CLIENT = 3;
const QUERY = { "db.system": "mongodb", "db.operation": "find" };
const REQUEST = { "http.request.method": "GET" };

/** Spans one inside the other, the outermost first. */
function nested(...spans: Partial<SpanRecord>[]): SpanRecord[] {
  return spans.map((parts, depth) =>
    spanRecord({
      ...parts,
      spanId: String(depth + 1).padStart(16, "0"),
      parentSpanId: depth === 0 ? undefined : String(depth).padStart(16, "0"),
    }),
  );
}

function typesOf(records: readonly SpanRecord[]): string[] {
  const state = createFoldState();
  const context = projectionContext();
  const events = inFoldOrder(records).flatMap((record) =>
    record.signal === "span" ? fold(state, record, context, 0) : [],
  );
  return events.toSorted((a, b) => a.spanId.localeCompare(b.spanId)).map(({ type }) => type);
}

test("a query that an ORM and its driver tell is one query", () => {
  const orm = { attributes: { "db.system": "mongoose", "db.operation": "find" } };
  expect(typesOf(nested(orm, { attributes: QUERY }))).toEqual(["workflow_step", "db_query"]);
  expect(typesOf(nested(orm, {}, { attributes: QUERY }))).toEqual([
    "workflow_step",
    "operation",
    "db_query",
  ]);
});

test("a query is not told by the connection that it opens", () => {
  const connect = { name: "pg.connect", attributes: { "db.system": "postgresql" } };
  expect(typesOf(nested({ attributes: QUERY }, connect))).toEqual(["db_query", "operation"]);
});

test("a request that a framework and the server below it tell is one request", () => {
  const served = { kind: SERVER, attributes: REQUEST };
  expect(typesOf(nested(served, {}, served))).toEqual([
    "workflow_step",
    "operation",
    "http_request",
  ]);
});

test("a request that two instrumentations of a client tell is one request", () => {
  const made = { kind: CLIENT, attributes: REQUEST };
  expect(typesOf(nested(made, made))).toEqual(["workflow_step", "http_request"]);
});

test("requests made, served and made again by the server are three", () => {
  const made = { kind: CLIENT, attributes: REQUEST };
  const served = { kind: SERVER, attributes: REQUEST };
  expect(typesOf(nested(made, served, {}, made, served, { attributes: QUERY }))).toEqual([
    "http_request",
    "http_request",
    "operation",
    "http_request",
    "http_request",
    "db_query",
  ]);
});

test("the request of a model call is an event of its own", () => {
  const call = { attributes: { "gen_ai.operation.name": "chat" } };
  const made = { kind: CLIENT, attributes: REQUEST };
  expect(typesOf(nested(call, made))).toEqual(["model_completion", "http_request"]);
});
