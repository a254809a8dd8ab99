import { createServer, request } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Stands between two ends of an HTTP connection and keeps every byte that the first one sent. */
export interface WireTap {
  readonly url: string;
  /** Request heads and bodies, as they came. */
  bytes(): Buffer;
  close(): Promise<void>;
}

/** Starts a tap on a free loopback port that passes everything on to a base URL. */
export async function startWireTap(target: string): Promise<WireTap> {
  const kept: Buffer[] = [];
  const server = createServer((incoming, answer) => pass(target, incoming, answer, kept));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytes: () => Buffer.concat(kept),
    close: () => closeServer(server),
  };
}

function pass(
  target: string,
  incoming: IncomingMessage,
  answer: ServerResponse,
  kept: Buffer[],
): void {
  kept.push(Buffer.from(`${incoming.url}\n${incoming.rawHeaders.join("\n")}\n`));
  incoming.on("data", (chunk: Buffer) => kept.push(chunk));
  const { method, headers, url = "/" } = incoming;
  const outgoing = request(target + url, { method, headers }, (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  outgoing.on("error", () => answer.writeHead(502).end());
  incoming.pipe(outgoing);
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
