import { expect, test } from "vitest";
import { Backoff } from "./backoff.ts";

test("waits double up to the longest one, within a fifth, and start again after a reset", () => {
  const backoff = new Backoff({ initialMillis: 100, maxMillis: 1000 });
  for (const wait of [100, 200, 400, 800, 1000, 1000]) {
    const next = backoff.next();
    expect(next).toBeGreaterThanOrEqual(wait * 0.8);
    expect(next).toBeLessThanOrEqual(wait * 1.2);
  }
  backoff.reset();
  expect(backoff.next()).toBeLessThanOrEqual(120);
});

test("the wait is at least as long as the receiver asks, up to ten minutes", () => {
  const backoff = new Backoff({ initialMillis: 100, maxMillis: 1000 });
  expect(backoff.next(5000)).toBe(5000);
  expect(backoff.next(1e12)).toBe(600_000);
});
