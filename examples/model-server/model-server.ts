import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { CUSTOMER } from "../support-agent/src/personal-data.ts";
import type { Json } from "../support-agent/src/response-body.ts";
import { anthropicMessages } from "./anthropic-messages.ts";
import { chatCompletions } from "./chat-completions.ts";
import { responses } from "./responses.ts";
import { answerTo } from "./script.ts";

const WIRES = [chatCompletions, responses, anthropicMessages];

// What providers and their gateways put into headers, which client libraries read.
const HEADERS = {
  "x-request-id": `req_${CUSTOMER.user_id}`,
  "request-id": `req_${CUSTOMER.user_id}`,
  "openai-organization": CUSTOMER.email,
  "anthropic-organization-id": CUSTOMER.email,
};

/** A model server that runs. */
export interface ModelServer {
  /** Settings of the client libraries that lead them here. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Starts a server on loopback that speaks OpenAI's Chat Completions and Responses and Anthropic's
 * Messages, and answers by a script.
 */
export async function startModelServer(port = 0): Promise<ModelServer> {
  const server = createServer((request, response) => {
    respond(request, response).catch(() => send(response, 400, { error: "expected JSON" }));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    env: {
      OPENAI_BASE_URL: `${url}/v1`,
      OPENAI_API_KEY: "offline",
      ANTHROPIC_BASE_URL: url,
      ANTHROPIC_API_KEY: "offline",
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
  const wire = WIRES.find(({ path }) => path === pathname);
  if (wire === undefined) return send(response, 404, { error: "expected a known path" });
  const asked = (await json(request)) as Json;
  const answer = answerTo(wire.read(asked));
  if ("status" in answer) return send(response, answer.status, wire.failure(answer));
  if (asked["stream"] !== true) return send(response, 200, wire.body(answer, asked));
  response.writeHead(200, { ...HEADERS, "content-type": "text/event-stream" });
  for (const { event, data } of wire.events(answer, asked)) {
    const name = event === undefined ? "" : `event: ${event}\n`;
    response.write(`${name}data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`);
  }
  response.end();
}

function send(response: ServerResponse, status: number, body: Json): void {
  response.writeHead(status, { ...HEADERS, "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
