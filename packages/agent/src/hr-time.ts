/** OpenTelemetry's time: seconds and nanoseconds. */
export type HrTime = readonly [seconds: number, nanoseconds: number];

const SECOND = 1_000_000_000n;

/** Unix nanoseconds of an OpenTelemetry time; 0 when it is none. */
export function toNanoseconds(time: HrTime | undefined): bigint {
  const seconds = time?.[0];
  const nanoseconds = time?.[1];
  // SDK 1.x can leave fractions behind, which BigInt refuses.
  if (!Number.isFinite(seconds) || !Number.isFinite(nanoseconds)) return 0n;
  return BigInt(Math.trunc(seconds as number)) * SECOND + BigInt(Math.trunc(nanoseconds as number));
}

/** The OpenTelemetry time of nanoseconds. */
export function toHrTime(nanoseconds: bigint): [number, number] {
  return [Number(nanoseconds / SECOND), Number(nanoseconds % SECOND)];
}

/** Now, in Unix nanoseconds, as fine as the clock is. */
export function nowNanoseconds(): bigint {
  return BigInt(Math.round((performance.timeOrigin + performance.now()) * 1_000)) * 1_000n;
}
