import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { onTestFinished } from "vitest";
import { readSpans, type WireSpan } from "./wire-reader.ts";

/** What a receiver answers, and after how many milliseconds. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly delay?: number;
}

/** A request as it came. */
export interface Received {
  readonly at: number;
  readonly headers: IncomingMessage["headers"];
  readonly url: string;
  readonly body: Buffer;
  readonly spans: readonly WireSpan[];
}

/** A real HTTP server that keeps what it gets. */
export interface Receiver {
  readonly url: string;
  /** Requests in the order of their arrival, whatever was answered. */
  readonly requests: Received[];
  /** Spans of the requests that were answered with 200. */
  readonly accepted: WireSpan[];
  /** Breaks all connections and takes no further ones. */
  close(): Promise<void>;
}

/** Starts a receiver on 127.0.0.1, for the length of a test; `answer` gets the number of the request, from 0 on. */
export async function startReceiver(
  answer: (index: number, request: Received) => Answer = () => ({ status: 200 }),
  port = 0,
): Promise<Receiver> {
  const requests: Received[] = [];
  const accepted: WireSpan[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const raw = await buffer(request);
    const body = request.headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw;
    const { headers, url = "" } = request;
    const received = { at: performance.now(), headers, url, body, spans: readSpans(body) };
    const reply = answer(requests.push(received) - 1, received);
    if (reply.delay !== undefined) await new Promise((done) => setTimeout(done, reply.delay));
    if (reply.status === 200) accepted.push(...received.spans);
    const contentType = { "content-type": "application/x-protobuf" };
    response.writeHead(reply.status, { ...contentType, ...reply.headers }).end(reply.body);
  };
  const server: Server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  const address = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  onTestFinished(close);
  return { url: `http://127.0.0.1:${address.port}/v1/traces`, requests, accepted, close };
}
