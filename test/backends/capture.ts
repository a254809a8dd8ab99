import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

export interface CapturedBody {
  /** The first folder of the path that it was sent to. */
  readonly place: string;
  readonly signal: "traces" | "logs";
  readonly bytes: Buffer;
}

/** A backend that takes whatever comes and keeps it. */
export interface Capture {
  readonly url: string;
  readonly bodies: CapturedBody[];
  /** Where the gateway preset exports to, by variable. */
  readonly endpoints: Readonly<Record<string, string>>;
  close(): void;
}

/** Starts a backend on a free port of loopback. */
export async function startCapture(): Promise<Capture> {
  const bodies: CapturedBody[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      bodies.push(captured(request, Buffer.concat(chunks)));
      response.writeHead(200, { "content-type": "application/x-protobuf" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    bodies,
    endpoints: {
      AUDITSPAN_TRAIL_ENDPOINT: `${url}/trail`,
      AUDITSPAN_TRACES_ENDPOINT: `${url}/traces`,
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function captured({ url = "", headers }: IncomingMessage, body: Buffer): CapturedBody {
  const [, place = "", , signal] = url.split("/");
  if (signal !== "traces" && signal !== "logs") throw new Error(`expected a signal in ${url}`);
  return {
    place,
    signal,
    bytes: headers["content-encoding"] === "gzip" ? gunzipSync(body) : body,
  };
}
