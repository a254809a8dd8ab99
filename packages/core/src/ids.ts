import { randomBytes } from "node:crypto";
import type { KeyedHash } from "./keyed-digest.ts";
import type { EventIds } from "./projection-context.ts";

/**
 * UUIDv7 (RFC 9562 section 5.7) of a time in Unix milliseconds and 20 hex digits, of which 74 bits
 * are used. Times before 1970 or beyond 48 bits are clamped.
 */
export function uuidV7(millis: number, hex: string): string {
  const variant = VARIANTS[hex.charCodeAt(4) & 3];
  return `${timeOf(millis)}${hex.slice(1, 4)}-${variant}${hex.slice(5, 8)}-${hex.slice(8, 20)}`;
}

// Events come in bursts, many in one millisecond.
let lastMillis = -1;
let lastTime = "";

function timeOf(millis: number): string {
  if (millis === lastMillis) return lastTime;
  const time = Math.min(Math.max(0, Math.trunc(millis)), 2 ** 48 - 1);
  const digits = time.toString(16).padStart(12, "0");
  lastMillis = millis;
  lastTime = `${digits.slice(0, 8)}-${digits.slice(8)}-7`;
  return lastTime;
}

/** UUIDv4 (RFC 9562 section 5.4) of 32 hex digits, of which 122 bits are used. */
export function uuidV4(hex: string): string {
  const variant = VARIANTS[hex.charCodeAt(16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Random event ids, for the process in which the event happens. */
export function randomEventIds(): EventIds {
  // Random digits are drawn by the page: one call to the generator for many ids.
  let page = "";
  let at = 0;
  return ({ startTime }) => {
    if (at + ID_DIGITS > page.length) {
      page = randomBytes((ID_DIGITS / 2) * 400).toString("hex");
      at = 0;
    }
    at += ID_DIGITS;
    return uuidV7(millisOf(startTime), page.slice(at - ID_DIGITS, at));
  };
}

/**
 * Event ids derived from key, sender, trace, span, time and ordinal, so that a retry is the same
 * event, and what another sender tells under the same ids is another one.
 *
 * A record without span id and digest gets a random one: rather twice in the trail than two taken
 * for one.
 */
export function derivedEventIds(keyedHash: KeyedHash, sender: string): EventIds {
  return (origin, ordinal) => {
    const { traceId, spanId, startTime } = origin;
    const own = spanId === "" ? origin.digest : spanId;
    if (own === undefined) return random(origin, ordinal);
    const text = `${sender}/${traceId}/${own}/${startTime}/${ordinal}`;
    return uuidV7(millisOf(startTime), keyedHash("event", text, "hex"));
  };
}

const ID_DIGITS = 20;
const random = randomEventIds();
const VARIANTS = ["8", "9", "a", "b"] as const;

function millisOf(nanos: bigint): number {
  return Number(nanos / 1_000_000n);
}
