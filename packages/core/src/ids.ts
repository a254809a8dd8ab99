import { randomBytes } from "node:crypto";
import type { EventIds, KeyedDigest } from "./projection-context.ts";

/**
 * UUIDv7 (RFC 9562 section 5.7) of a time in Unix milliseconds and ten bytes, of which 74 bits are
 * used. Times before 1970 or beyond 48 bits are clamped.
 */
export function uuidV7(millis: number, bytes: Uint8Array, offset = 0): string {
  const time = Math.min(Math.max(0, Math.trunc(millis)), 2 ** 48 - 1);
  const head = time.toString(16).padStart(12, "0");
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset + offset, 10).toString("hex");
  const variant = VARIANT[Number.parseInt(tail[4] as string, 16) & 3];
  return `${head.slice(0, 8)}-${head.slice(8)}-7${tail.slice(1, 4)}-${variant}${tail.slice(5, 8)}-${tail.slice(8, 20)}`;
}

/** UUIDv4 (RFC 9562 section 5.4) of sixteen bytes, of which 122 bits are used. */
export function uuidV4(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, 16).toString("hex");
  const variant = VARIANT[Number.parseInt(hex[16] as string, 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** Random event ids, for the process in which the event happens. */
export function randomEventIds(): EventIds {
  // Random bytes are drawn by the page: one call to the generator for many ids.
  const pool = new Uint8Array(4090);
  let at = pool.length;
  return ({ startTime }) => {
    if (at === pool.length) {
      pool.set(randomBytes(pool.length));
      at = 0;
    }
    at += 10;
    return uuidV7(millisOf(startTime), pool, at - 10);
  };
}

/**
 * Event ids derived from key, trace, span, time and ordinal, so that a retry is the same event.
 *
 * A record without a span id gets a random one: rather twice in the trail than two taken for one.
 */
export function derivedEventIds(digest: KeyedDigest): EventIds {
  const random = randomEventIds();
  return (origin, ordinal) => {
    const { traceId, spanId, startTime } = origin;
    if (spanId === "") return random(origin, ordinal);
    const text = digest("event", `${traceId}/${spanId}/${startTime}/${ordinal}`);
    return uuidV7(millisOf(startTime), digestBytes(text));
  };
}

/** The bytes of a keyed digest `hs256:<base64url>`. */
export function digestBytes(keyedDigest: string): Uint8Array {
  return Buffer.from(keyedDigest.slice("hs256:".length), "base64url");
}

const VARIANT = ["8", "9", "a", "b"] as const;

function millisOf(nanos: bigint): number {
  return Number(nanos / 1_000_000n);
}
