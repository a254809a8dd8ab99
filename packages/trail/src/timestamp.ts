/** Unix nanoseconds as `YYYY-MM-DDTHH:MM:SS.ffffffZ`: fixed width, so that text sorts by time. */
export function toTimestamp(nanos: bigint): string {
  const seconds = new Date(Number(nanos / 1_000_000_000n) * 1000).toISOString().slice(0, 19);
  return `${seconds}.${String((nanos / 1000n) % 1_000_000n).padStart(6, "0")}Z`;
}

/** A date in the same form. Throws a `RangeError` when it is no valid time. */
export function dateTimestamp(date: Date): string {
  return `${date.toISOString().slice(0, -1)}000Z`;
}
