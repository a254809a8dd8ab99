import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stopSignal } from "./stop-signal.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each(["SIGINT", "SIGTERM"])(
  "the first %s aborts, one soon after changes nothing, a later one is left to the process",
  (name) => {
    const from = new EventEmitter();
    const signal = stopSignal(from);
    expect(signal.aborted).toBe(false);
    from.emit(name);
    expect(signal.aborted).toBe(true);
    vi.advanceTimersByTime(499);
    expect(from.emit(name)).toBe(true);
    vi.advanceTimersByTime(1);
    expect(from.emit(name)).toBe(false);
  },
);
