import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** A way to a server that can be shut for a while, as when that server is down. */
export interface Gate {
  readonly url: string;
  /** While it is not, every request is answered with 503. */
  open: boolean;
  close(): void;
}

/** Starts a gate to a base URL on a free port of loopback, open. */
export async function startGate(target: string): Promise<Gate> {
  const server = createServer((incoming, answer) => {
    if (!gate.open) {
      incoming.resume();
      answer.writeHead(503).end();
      return;
    }
    const { method, headers, url = "/" } = incoming;
    const outgoing = request(target + url, { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    outgoing.on("error", () => answer.writeHead(502).end());
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const gate = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: true,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return gate;
}
