/** OpenTelemetry's time: seconds and nanoseconds. */
export type HrTime = readonly [seconds: number, nanoseconds: number];

const SECOND = 1_000_000_000n;

/** Unix nanoseconds of an OpenTelemetry time, moved by so many nanoseconds; 0 when it is none. */
export function toNanoseconds(time: HrTime | undefined, shift = 0): bigint {
  const seconds = time?.[0];
  const nanoseconds = time?.[1];
  // SDK 1.x can leave fractions behind, which BigInt refuses.
  if (!Number.isFinite(seconds) || !Number.isFinite(nanoseconds)) return 0n;
  return (
    wholeSeconds(Math.trunc(seconds as number)) + BigInt(Math.trunc(nanoseconds as number) + shift)
  );
}

// Spans begin and end in bursts: the seconds of one time are mostly those of the one before.
let lastSeconds = 0;
let lastNanoseconds = 0n;

function wholeSeconds(seconds: number): bigint {
  if (seconds !== lastSeconds) {
    lastSeconds = seconds;
    lastNanoseconds = BigInt(seconds) * SECOND;
  }
  return lastNanoseconds;
}

/** The OpenTelemetry time of nanoseconds. */
export function toHrTime(nanoseconds: bigint): [number, number] {
  return [Number(nanoseconds / SECOND), Number(nanoseconds % SECOND)];
}

/** Now, in Unix nanoseconds. */
export function nowNanoseconds(): bigint {
  return BigInt(Math.round(nowMillis() * 1_000)) * 1_000n;
}

/**
 * Now, in Unix milliseconds with fractions: the time of the wall clock, which counts in whole milliseconds, with the
 * microseconds of the process's steady clock.
 */
export function nowMillis(): number {
  zero ??= wallZero();
  const wall = Date.now();
  const steady = performance.now();
  // The wall clock may be set, or run a little faster or slower; it has the last word.
  const now = Math.min(Math.max(zero + steady, wall), wall + LAST_MICROSECOND);
  zero = now - steady;
  return now;
}

/** Wall time at which the steady clock began, in milliseconds with fractions. */
let zero: number | undefined;
/** Of a millisecond. */
const LAST_MICROSECOND = 0.999;

// Waits for the next whole millisecond, once.
function wallZero(): number {
  const first = Date.now();
  let wall = first;
  while (wall === first) wall = Date.now();
  return wall - performance.now();
}
