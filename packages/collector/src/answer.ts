import type { IncomingMessage, ServerResponse } from "node:http";
import { encodeRpcStatus, type OtlpEncoding } from "@auditspan/core";
import type { Refusal } from "./refusal.ts";

const CONTENT_TYPES = { protobuf: "application/x-protobuf", json: "application/json" };

/** Answers 200 with an OTLP response. */
export function answer(response: ServerResponse, encoding: OtlpEncoding, body: Uint8Array): void {
  send(response, 200, { "content-type": CONTENT_TYPES[encoding] }, body);
}

/** Answers with a google.rpc.Status in the encoding of the request, in JSON when that is not known. */
export function answerRefusal(
  request: IncomingMessage,
  response: ServerResponse,
  encoding: OtlpEncoding | undefined,
  { status, code, message, headers }: Refusal,
): void {
  const known = encoding ?? "json";
  const body = encodeRpcStatus(known, code, message);
  send(response, status, { ...headers, "content-type": CONTENT_TYPES[known] }, body);
  drain(request);
}

export function answerText(response: ServerResponse, text: string): void {
  send(response, 200, { "content-type": "text/plain" }, Buffer.from(text));
}

/** Answers 200 with Prometheus text, version 0.0.4. */
export function answerMetrics(response: ServerResponse, text: string): void {
  const type = "text/plain; version=0.0.4; charset=utf-8";
  send(response, 200, { "content-type": type }, Buffer.from(text));
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { ...headers, "content-length": body.length }).end(body);
}

// A sender that is cut off while it sends sees a reset and not the answer, and tries again for ever.
// So the rest is read and thrown away, to a bound.
const MAX_DRAINED_BYTES = 64 * 1024 * 1024;

function drain(request: IncomingMessage): void {
  let drained = 0;
  request.on("data", (chunk: Buffer) => {
    drained += chunk.length;
    if (drained > MAX_DRAINED_BYTES) request.destroy();
  });
  request.resume();
}
