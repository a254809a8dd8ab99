/** The latest time that an event can have, Unix nanoseconds: databases count in 64 bits with a sign. */
const LAST: bigint = 2n ** 63n - 1n;

/** A time of a record in Unix nanoseconds, moved to the nearest one that an event can have. */
export function eventTime(time: bigint): bigint {
  if (time < 0n) return 0n;
  return time > LAST ? LAST : time;
}

/** Whether a time in Unix nanoseconds is one that an event can have, from 1970 to 2262. */
export function isEventTime(time: bigint): boolean {
  return time >= 0n && time <= LAST;
}
