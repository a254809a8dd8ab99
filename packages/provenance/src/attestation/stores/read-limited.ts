import { AttestationError } from "../attestation-error.ts";

/**
 * The body of an answer, read no further than a limit.
 *
 * Throws an `AttestationError`: `too_large`, or `unreachable` when the answer breaks off.
 */
export async function readLimited(response: Response, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      // Leaving the loop cancels the stream, whatever length was announced.
      if (size > limit) break;
      chunks.push(chunk);
    }
  } catch {
    throw new AttestationError("unreachable", "expected a whole answer, it broke off");
  }
  if (size <= limit) return new Uint8Array(Buffer.concat(chunks));
  throw new AttestationError("too_large", `expected an answer of at most ${limit} bytes, got more`);
}
