import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { decodeBody, encodeExportResponse } from "@auditspan/core";
import type { LogRecord, OtlpEncoding, OtlpSignal, SpanRecord } from "@auditspan/core";
import { CommandError } from "../command.ts";
import type { ListenAddress } from "../listen-address.ts";

const MAX_BODY_BYTES = 32 * 1024 * 1024;
const SIGNALS: ReadonlyMap<string, OtlpSignal> = new Map([
  ["/v1/traces", "traces"],
  ["/v1/logs", "logs"],
  ["/v1/metrics", "metrics"],
]);

export interface OtlpEar {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens for OTLP/HTTP and hands the records on; nothing of them is kept. For development. */
export async function openOtlpEar(
  { host, port }: ListenAddress,
  hear: (records: readonly (SpanRecord | LogRecord)[]) => void,
): Promise<OtlpEar> {
  const server = createServer((request, response) => {
    const answer = (status: number, encoding: OtlpEncoding, body: Uint8Array): void => {
      const type = encoding === "json" ? "application/json" : "application/x-protobuf";
      response.writeHead(status, { "content-type": type }).end(body);
    };
    const encoding = request.headers["content-type"]?.startsWith("application/json")
      ? "json"
      : "protobuf";
    const signal = SIGNALS.get(request.url?.split("?", 1)[0] ?? "");
    if (signal === undefined || request.method !== "POST") {
      request.resume();
      answer(404, encoding, new Uint8Array());
      return;
    }
    readBody(request)
      .then((body) => {
        if (signal !== "metrics") hear(decodeBody(body, { signal, encoding }));
        answer(200, encoding, encodeExportResponse(signal, encoding));
      })
      .catch(() => answer(400, encoding, new Uint8Array()));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new CommandError(`${host}:${port}: expected to listen, could not (${error.code})`)),
    );
    server.listen(port, host, resolve);
  });
  const at = host.includes(":") ? `[${host}]` : host;
  return {
    url: `http://${at}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 1000).unref();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw new RangeError("expected a smaller body");
    chunks.push(chunk);
  }
  const sent = Buffer.concat(chunks);
  const isGzip = request.headers["content-encoding"] === "gzip";
  return isGzip ? gunzipSync(sent, { maxOutputLength: MAX_BODY_BYTES }) : sent;
}
