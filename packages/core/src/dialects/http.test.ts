import { expect, test } from "vitest";
import { project } from "../project.ts";
import type { AnyAttributes, SpanRecord } from "../record.ts";
import { projectionContext } from "../testing/projection-context.ts";
import { spanRecord } from "../testing/records.ts";
import { toldOfAny } from "../testing/told-of-any.ts";
import { told } from "../testing/told.ts";
import type { Told } from "../testing/told.ts";

const SERVER = 2;
const CLIENT = 3;
const HOSTS = { hosts: ["api.example"] };

function request(attributes: AnyAttributes, parts: Partial<SpanRecord> = {}): Told {
  const own = { "http.request.method": "GET", ...attributes };
  return told({ kind: CLIENT, attributes: own, ...parts }, HOSTS);
}

test.each([
  [
    "new names",
    {
      "http.request.method": "POST",
      "http.response.status_code": 202,
      "server.address": "api.example",
      "url.full": "https://api.example/customers/Alice",
      "http.request.body.size": 100,
      "http.response.body.size": 1000,
    },
  ],
  [
    "old names",
    {
      "http.method": "POST",
      "http.status_code": 202,
      "net.peer.name": "api.example",
      "http.url": "https://api.example/customers/Alice",
      "http.request_content_length_uncompressed": 100,
      "http.response_content_length": 1000,
    },
  ],
  [
    "a host with its port",
    { "http.method": "POST", "http.status_code": 202, "http.host": "api.example:8443" },
  ],
])("a request that was made is told by %s", (_, attributes) => {
  const { type, details, outcome } = told({ kind: CLIENT, attributes }, HOSTS);
  expect([type, outcome]).toEqual(["http_request", "success"]);
  expect(details).toEqual({
    "http.request.method": "POST",
    "http.response.status_code": 202,
    "auditspan.http.role": "client",
    "server.address": "api.example",
  });
});

test("the sizes of a request are powers of two", () => {
  const sizes = { "http.request.body.size": 100, "http.response_content_length": 1000 };
  const attributes = { "http.request.method": "POST", ...sizes };
  const [event] = project(spanRecord({ kind: CLIENT, attributes }), projectionContext());
  expect(event?.attributes).toMatchObject({
    "auditspan.io.input_size": 128,
    "auditspan.io.output_size": 1024,
  });
});

test("the address of a request is committed to, never kept", () => {
  const attributes = { "http.request.method": "GET", "url.full": "https://api.example/Alice" };
  const context = projectionContext(undefined, { commitments: true });
  const [event] = project(spanRecord({ kind: CLIENT, attributes }), context);
  expect(event?.attributes["auditspan.commitment.url"]).toMatch(/^hs256:/);
  expect(JSON.stringify(event?.attributes)).not.toContain("Alice");
});

test("a host that nobody listed raises the risk of a request", () => {
  const { details, risk } = request({ "server.address": "alice.example" });
  expect(details["server.address"]).toBe("unregistered");
  expect(risk).toBe("high");
});

test("the host of a served request is what its caller wrote, and is not read", () => {
  const { details, risk } = request({ "server.address": "alice.example" }, { kind: SERVER });
  expect(details).toEqual({ "http.request.method": "GET", "auditspan.http.role": "server" });
  expect(risk).toBe("medium");
});

test.each([
  ["an internal span", 1],
  ["a consumer", 5],
])("%s that repeats the method of a request is none", (_, kind) => {
  expect(request({ "http.method": "GET", "http.route": "/a" }, { kind }).type).toBe("operation");
});

test.each([
  [CLIENT, 200, "success", undefined],
  [CLIENT, 302, "success", undefined],
  [CLIENT, 401, "denied", "4xx"],
  [CLIENT, 403, "denied", "4xx"],
  [CLIENT, 404, "failure", "4xx"],
  [CLIENT, 500, "failure", "5xx"],
  [SERVER, 403, "denied", "4xx"],
  [SERVER, 404, "success", "4xx"],
  [SERVER, 503, "failure", "5xx"],
])("by a span of kind %d with the status %d the outcome is %s", (kind, status, outcome, error) => {
  for (const key of ["http.response.status_code", "http.status_code"]) {
    const event = request({ [key]: status }, { kind });
    expect(event.outcome).toBe(outcome);
    expect(event.details["error.type"]).toBe(error);
  }
});

test("a request that nobody answered has the errno of its exception", () => {
  const events = [{ name: "exception", attributes: { "exception.type": "ECONNREFUSED" } }];
  const event = request({}, { events, statusCode: 2 });
  expect(event.outcome).toBe("failure");
  expect(event.details["error.type"]).toBe("ECONNREFUSED");
});

test.each([
  ["GET", "GET"],
  ["get", "GET"],
  ["QUERY", "QUERY"],
  ["ALICE", "_OTHER"],
])("the method %s is %s", (method, kept) => {
  expect(request({ "http.request.method": method }).details["http.request.method"]).toBe(kept);
});

test("the span of a model call that also names its request stays a model call", () => {
  expect(request({ "gen_ai.operation.name": "chat" }).type).toBe("model_completion");
});

test.each([
  "http.request.method",
  "http.method",
  "http.response.status_code",
  "http.status_code",
  "server.address",
  "net.peer.name",
  "http.host",
  "url.full",
  "http.url",
  "http.request.body.size",
  "http.request_content_length",
  "http.response_content_length_uncompressed",
  "error.type",
])("whatever stands under %s, nothing of it is kept", (key) => {
  for (const kind of [CLIENT, SERVER]) {
    const attributes = { "http.request.method": "GET", "http.method": "GET" };
    for (const { what, type, kept } of toldOfAny({ kind, attributes, statusCode: 2 }, key)) {
      expect([what, type, kept]).toEqual([what, "http_request", []]);
    }
  }
});
