import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface HttpServerOptions {
  readonly host: string;
  readonly port: number;
  /** Milliseconds within which the head of a request must be there. */
  readonly headersTimeoutMs: number;
  /** Milliseconds within which the whole of a request must be there. */
  readonly requestTimeoutMs: number;
}

export interface HttpServer {
  /** Resolves with the port when it listens; rejects when it cannot. */
  listen(): Promise<number>;
  /** Stops accepting, and resolves when the last answer is out. */
  close(): Promise<void>;
}

// A connection is kept for longer than an exporter pauses, or it is closed just as a request comes.
const KEEP_ALIVE_MS = 65_000;
const MAX_CONNECTIONS = 1024;
const MAX_HEADERS = 100;

/** An HTTP server in which a slow or idle sender holds a connection for a bounded time only. */
export function createHttpServer(
  options: HttpServerOptions,
  listener: RequestListener,
): HttpServer {
  const { host, port, headersTimeoutMs, requestTimeoutMs } = options;
  let closing = false;
  const server = createServer(
    {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: Math.max(50, Math.min(headersTimeoutMs, requestTimeoutMs) / 4),
      maxHeaderSize: 16 * 1024,
    },
    (request, response) => {
      // A connection whose last request was under way when the server closed is kept alive no longer.
      response.once("close", () => {
        if (closing) setImmediate(() => server.closeIdleConnections());
      });
      listener(request, response);
    },
  );
  server.maxHeadersCount = MAX_HEADERS;
  server.maxConnections = MAX_CONNECTIONS;
  return {
    listen: () => listen(server, host, port),
    close: () => {
      closing = true;
      return close(server, requestTimeoutMs);
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    // Time limits are off once a server closes, so a request that never ends is ended here.
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
