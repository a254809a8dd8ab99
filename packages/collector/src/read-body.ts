import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { ByteBudget } from "./byte-budget.ts";
import { Refusal } from "./refusal.ts";

export interface BodyLimits {
  readonly maxSentBytes: number;
  readonly maxBodyBytes: number;
}

const inflate = promisify(gunzip);
const KIB = 1024;

/** Reads a body to its end and inflates it. Rejects with a `Refusal` when it is over a limit. */
export async function readBody(
  request: IncomingMessage,
  encoding: "identity" | "gzip",
  { maxSentBytes, maxBodyBytes }: BodyLimits,
  account: ReturnType<ByteBudget["open"]>,
): Promise<Uint8Array> {
  const maxSent = encoding === "gzip" ? maxSentBytes : maxBodyBytes;
  const sent = await collect(request, maxSent, account);
  if (encoding === "identity") return sent;
  const body = await inflateBody(sent, maxBodyBytes);
  account.take(body.length);
  return body;
}

function collect(
  request: IncomingMessage,
  max: number,
  account: ReturnType<ByteBudget["open"]>,
): Promise<Buffer> {
  const tooLarge = (): Refusal =>
    new Refusal("too_large", `expected a body of at most ${max} bytes`);
  return new Promise((resolve, reject) => {
    if (Number(request.headers["content-length"] ?? 0) > max) {
      reject(tooLarge());
      return;
    }
    const chunks: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      try {
        if (length > max) throw tooLarge();
        account.take(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        request.off("data", onData);
        reject(error);
      }
    };
    request.on("data", onData);
    request.once("end", () =>
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)),
    );
    request.once("error", reject);
    request.once("close", () => {
      if (!request.complete) reject(new Refusal("malformed", "expected the rest of the body"));
    });
  });
}

async function inflateBody(sent: Buffer, maxOutputLength: number): Promise<Buffer> {
  // Large chunks are three times as fast for a large body, and a waste for a small one.
  const chunkSize = Math.min(Math.max(sent.length * 8, 16 * KIB), KIB * KIB);
  try {
    return await inflate(sent, { maxOutputLength, chunkSize });
  } catch (error) {
    if (error instanceof RangeError) {
      throw new Refusal(
        "too_large",
        `expected a body that inflates to at most ${maxOutputLength} bytes`,
      );
    }
    throw new Refusal("malformed", "expected gzip data");
  }
}
