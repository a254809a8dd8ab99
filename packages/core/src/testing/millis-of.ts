/** The median time of five runs in milliseconds: one slow run on a busy machine decides nothing. */
export function millisOf(run: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[2]!;
}
