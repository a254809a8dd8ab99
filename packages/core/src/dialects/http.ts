import type { SpanRecord } from "../record.ts";
import type { RecordReader } from "../record-reader.ts";
import type { Content, Dialect, Outcome } from "./dialect.ts";

const SERVER = 2;
const CLIENT = 3;

/**
 * HTTP requests, made and served, by old and new names: `http`, `undici`, `fetch`, Next.js and others.
 *
 * The spans of a router's layers, of sockets, TLS and DNS are no requests of their own; nobody's
 * dialect, they are operations.
 */
export const http: Dialect = {
  name: "http",
  title: "HTTP clients and servers: http, undici, fetch, Next.js",
  scopes: ["@opentelemetry/instrumentation-http", "@opentelemetry/instrumentation-undici"],
  // Layers of web frameworks repeat the method on internal spans.
  speaks: ({ kind, attributes }) =>
    (kind === CLIENT || kind === SERVER) &&
    (attributes["http.request.method"] ?? attributes["http.method"]) !== undefined,
  types: ["http_request"],
  typeOf: () => "http_request",
  fields: {
    "http.request.method": ["http.request.method", "http.method"],
    "http.response.status_code": ["http.response.status_code", "http.status_code"],
    "auditspan.http.role": ({ record }) => roleOf(record),
    "server.address": serverAddress,
    "auditspan.io.input_size": [
      "http.request.body.size",
      "http.request_content_length",
      "http.request_content_length_uncompressed",
    ],
    "auditspan.io.output_size": [
      "http.response.body.size",
      "http.response_content_length",
      "http.response_content_length_uncompressed",
    ],
  },
  content,
  outcomeOf,
};

/** Which side of a request a span is. */
export function roleOf({ kind }: SpanRecord): "client" | "server" {
  return kind === SERVER ? "server" : "client";
}

/**
 * The host that a client asked, without its port. A server has none: there it is what the caller
 * wrote into a header.
 */
export function serverAddress(reader: RecordReader): unknown {
  if (reader.record.kind === SERVER) return undefined;
  const address = reader.first("server.address", "net.peer.name");
  if (address !== undefined) return address;
  const host = reader.get("http.host");
  if (typeof host !== "string") return undefined;
  const port = host.lastIndexOf(":");
  return port > 0 && !host.endsWith("]") ? host.slice(0, port) : host;
}

function content(reader: RecordReader): Content {
  return { input: [], output: [], commit: { url: reader.first("url.full", "http.url") } };
}

// The status of a served request is an error for 5xx only, and some sources set none at all.
function outcomeOf(reader: RecordReader): Outcome | undefined {
  const status = statusOf(reader);
  if (status === 401 || status === 403 || status === 407) return "denied";
  const failed = roleOf(reader.record) === "server" ? 500 : 400;
  return status >= failed && status < 600 ? "failure" : undefined;
}

/** The HTTP status that a span states, under either name; 0 where it has none. */
function statusOf(reader: RecordReader): number {
  const status = reader.first("http.response.status_code", "http.status_code");
  return typeof status === "number" || typeof status === "string" ? Number(status) : 0;
}
