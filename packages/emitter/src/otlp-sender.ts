import * as http from "node:http";
import * as https from "node:https";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { OtlpSettings } from "./otlp-settings.ts";
import { rejectedSpans } from "./rejected-spans.ts";
import { retryAfterMillis } from "./retry-after.ts";
import type { Sender, SendResult } from "./sender.ts";
import { VERSION } from "./version.ts";

/**
 * Delivers over OTLP/HTTP with protobuf bodies, on connections that are kept open.
 *
 * Every failure of the connection is `retryable`: the receiver did not say no. So are the answers
 * 429, 502, 503 and 504 (OTLP specification, "OTLP/HTTP Response"). Redirects are not followed.
 */
export function createOtlpSender(settings: OtlpSettings): Sender {
  return new OtlpSender(settings);
}

class OtlpSender implements Sender {
  readonly #settings: OtlpSettings;
  readonly #agent: http.Agent;
  #isShutDown = false;

  constructor(settings: OtlpSettings) {
    this.#settings = settings;
    this.#agent = isSecure(settings)
      ? new https.Agent({ keepAlive: true, ...settings.tls })
      : new http.Agent({ keepAlive: true });
  }

  async send(body: readonly Uint8Array[]): Promise<SendResult> {
    if (this.#settings.compression === "none") return this.#post(body);
    return this.#post([await compress(Buffer.concat(body))]);
  }

  shutdown(): void {
    this.#isShutDown = true;
    this.#agent.destroy();
  }

  async #post(body: readonly Uint8Array[]): Promise<SendResult> {
    const first = await this.#attempt(body);
    // The receiver closed an idle connection just as the request went out on it.
    return first === STALE ? this.#attempt(body) : first;
  }

  #attempt(body: readonly Uint8Array[]): Promise<SendResult> {
    if (this.#isShutDown) return Promise.resolve(retryable("shut down"));
    const { promise, resolve } = Promise.withResolvers<SendResult>();
    const request = this.#open(body);
    let isLate = false;
    const fail = (error: NodeJS.ErrnoException): void => {
      if (isLate) resolve(retryable("timeout"));
      else if (request.reusedSocket && BROKEN.has(error.code)) resolve(STALE);
      else resolve(retryable(error.code ?? "connection failed"));
    };
    const timer = setTimeout(() => {
      isLate = true;
      request.destroy();
    }, this.#settings.timeoutMillis).unref();
    request.on("error", fail);
    // Nobody asked for another protocol, and after that answer no error and no response comes.
    request.on("upgrade", (_response, socket) => {
      socket.destroy();
      resolve(retryable("http 101"));
    });
    request.on("response", (response) => void readAnswer(response).then(resolve, fail));
    for (const part of body) request.write(part);
    request.end();
    return promise.finally(() => clearTimeout(timer));
  }

  #open(body: readonly Uint8Array[]): http.ClientRequest {
    const { url, headers, compression } = this.#settings;
    const { request } = isSecure(this.#settings) ? https : http;
    return request(url, {
      method: "POST",
      agent: this.#agent,
      headers: {
        "user-agent": `auditspan/${VERSION}`,
        ...headers,
        "content-type": "application/x-protobuf",
        "content-length": body.reduce((size, part) => size + part.length, 0),
        ...(compression === "gzip" && { "content-encoding": "gzip" }),
      },
    });
  }
}

async function readAnswer(response: http.IncomingMessage): Promise<SendResult> {
  const status = response.statusCode ?? 0;
  const body = await readStart(response);
  if (status >= 200 && status < 300) {
    const isProtobuf = response.headers["content-type"]?.startsWith("application/x-protobuf");
    return { status: "success", rejectedSpans: isProtobuf ? rejectedSpans(body) : 0 };
  }
  if (!RETRYABLE.has(status)) return { status: "failure", cause: `http ${status}` };
  const asked = retryAfterMillis(response.headers["retry-after"], Date.now());
  return retryable(`http ${status}`, asked);
}

// A receiver could answer for ever; what is of interest stands at the start.
async function readStart(response: http.IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks);
}

function retryable(cause: string, retryInMillis?: number): SendResult {
  return { status: "retryable", cause, retryInMillis };
}

function isSecure(settings: OtlpSettings): boolean {
  return settings.url.protocol === "https:";
}

const compress = promisify(gzip);
const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const BROKEN: ReadonlySet<string | undefined> = new Set(["ECONNRESET", "EPIPE"]);
const STALE: SendResult = { status: "retryable", cause: "connection closed" };
const MAX_ANSWER_BYTES = 64 * 1024;
