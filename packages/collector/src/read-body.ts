import type { IncomingMessage } from "node:http";
import { createGunzip } from "node:zlib";
import type { ByteAccount } from "./byte-budget.ts";
import { Refusal } from "./refusal.ts";

export interface BodyLimits {
  readonly maxSentBytes: number;
  readonly maxBodyBytes: number;
}

const KIB = 1024;

/** Reads a body to its end and inflates it. Rejects with a `Refusal` when it is over a limit. */
export async function readBody(
  request: IncomingMessage,
  encoding: "identity" | "gzip",
  { maxSentBytes, maxBodyBytes }: BodyLimits,
  account: ByteAccount,
): Promise<Uint8Array> {
  const maxSent = encoding === "gzip" ? maxSentBytes : maxBodyBytes;
  const sent = await collect(request, maxSent, account);
  if (encoding === "identity") return sent;
  return inflateBody(sent, maxBodyBytes, account);
}

function collect(request: IncomingMessage, max: number, account: ByteAccount): Promise<Buffer> {
  const overLimit = (): Refusal => tooLarge(`a body of at most ${max} bytes`);
  return new Promise((resolve, reject) => {
    if (Number(request.headers["content-length"] ?? 0) > max) {
      reject(overLimit());
      return;
    }
    let chunks: Buffer[] = [];
    let length = 0;
    const giveUp = (error: unknown): void => {
      request.off("data", onData);
      account.onEvict = undefined;
      // The rest is on its way for some time, what came is needed no longer.
      chunks = [];
      reject(error);
    };
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      try {
        if (length > max) throw overLimit();
        account.take(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        giveUp(error);
      }
    };
    account.onEvict = giveUp;
    request.on("data", onData);
    request.once("end", () => {
      account.onEvict = undefined;
      resolve(joined(chunks));
    });
    const cutOff = (): void => giveUp(new Refusal("malformed", "expected the rest of the body"));
    request.once("error", cutOff);
    request.once("close", () => {
      if (!request.complete) cutOff();
    });
  });
}

/** Inflates a body piece by piece, so that its account grows with what is in memory. */
function inflateBody(sent: Buffer, max: number, account: ByteAccount): Promise<Buffer> {
  // Large chunks are three times as fast for a large body, and a waste for a small one.
  const chunkSize = Math.min(Math.max(sent.length * 8, 16 * KIB), KIB * KIB);
  return new Promise((resolve, reject) => {
    const gunzip = createGunzip({ chunkSize });
    const chunks: Buffer[] = [];
    let length = 0;
    gunzip.on("data", (chunk: Buffer) => {
      length += chunk.length;
      try {
        if (length > max) throw tooLarge(`a body that inflates to at most ${max} bytes`);
        account.take(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        gunzip.destroy();
        reject(error);
      }
    });
    gunzip.once("end", () => resolve(joined(chunks)));
    gunzip.once("error", () => reject(new Refusal("malformed", "expected gzip data")));
    gunzip.end(sent);
  });
}

function joined(chunks: readonly Buffer[]): Buffer {
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

function tooLarge(expectation: string): Refusal {
  return new Refusal("too_large", `expected ${expectation}`);
}
