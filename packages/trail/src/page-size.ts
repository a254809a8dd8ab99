/** Checks a limit. Throws a `RangeError` when it is no positive integer. */
export function pageSize(limit: number): number {
  if (Number.isSafeInteger(limit) && limit > 0) return limit;
  throw new RangeError(`expected limit to be an integer greater than 0, got ${limit}`);
}
