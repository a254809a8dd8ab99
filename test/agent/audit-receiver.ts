import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { decodeBody } from "@auditspan/core";
import type { SpanRecord } from "@auditspan/core";

/** A real OTLP/HTTP receiver on loopback that keeps the bytes it got. */
export interface AuditReceiver {
  /** `http://127.0.0.1:<port>/v1/traces` */
  readonly url: string;
  readonly port: number;
  /** Status of the next answers. */
  status: number;
  /** Bodies that were accepted, inflated. */
  readonly bodies: Buffer[];
  /** What was accepted, in the order in which it was emitted. */
  readonly spans: () => SpanRecord[];
  /** All bytes that were accepted, as text. */
  readonly text: () => string;
  readonly close: () => Promise<void>;
}

export async function startReceiver(port = 0): Promise<AuditReceiver> {
  const bodies: Buffer[] = [];
  const decoded: SpanRecord[] = [];
  let seen = 0;
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      if (receiver.status === 200) bodies.push(body);
      response.writeHead(receiver.status, { "content-type": "application/x-protobuf" }).end();
    });
  });
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  const address = server.address() as AddressInfo;
  const receiver: AuditReceiver = {
    url: `http://127.0.0.1:${address.port}/v1/traces`,
    port: address.port,
    status: 200,
    bodies,
    spans() {
      for (; seen < bodies.length; seen++) {
        decoded.push(...(decodeBody(bodies[seen]!, { signal: "traces" }) as SpanRecord[]));
      }
      // Requests overtake one another; the sequence of the lane is the order of the process.
      return decoded.toSorted((a, b) => sequence(a) - sequence(b));
    },
    text: () => Buffer.concat(bodies).toString("latin1"),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return receiver;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
}

function sequence(span: SpanRecord): number {
  return Number(span.attributes["auditspan.seal.seq"] ?? 0);
}
