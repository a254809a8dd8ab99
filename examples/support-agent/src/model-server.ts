import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { answerTo, type ModelRequest } from "./model-script.ts";
import { toResponseBody } from "./response-body.ts";
import { toStreamEvents } from "./stream-events.ts";

/** A model server that runs. */
export interface ModelServer {
  /** What `OPENAI_BASE_URL` takes. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a server on a free loopback port that speaks OpenAI's Responses API and answers by a
 * script, so that the example runs without a provider and says the same each time.
 */
export async function startModelServer(): Promise<ModelServer> {
  const server = createServer((request, response) => {
    respond(request, response).catch(() => sendError(response, 400, "expected a JSON request"));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "POST" || request.url !== "/v1/responses") {
    sendError(response, 404, "expected POST /v1/responses");
    return;
  }
  const asked = (await json(request)) as ModelRequest;
  const answer = answerTo(asked);
  if ("status" in answer) {
    sendError(response, answer.status, answer.message);
  } else if (asked.stream === true) {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const event of toStreamEvents(answer, asked)) {
      response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    }
    response.end();
  } else {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(toResponseBody(answer, asked)));
  }
}

function sendError(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "content-type": "application/json" });
  const error = { message, type: "invalid_request_error", param: null, code: "invalid_prompt" };
  response.end(JSON.stringify({ error }));
}
