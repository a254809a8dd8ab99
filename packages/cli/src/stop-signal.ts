import type { EventEmitter } from "node:events";

/** Milliseconds in which a signal that comes again is the same one. */
const SAME_SIGNAL_MS = 500;

/**
 * Aborted by the first SIGINT or SIGTERM. One that comes later than that ends the process, as it
 * does without us.
 *
 * Not the very next: a terminal sends Ctrl-C to all processes, and a package manager or `timeout`
 * hands it on to its child once more.
 */
export function stopSignal(from: Pick<EventEmitter, "on" | "off">): AbortSignal {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"]) {
    const onSignal = (): void => {
      stop.abort();
      setTimeout(() => from.off(name, onSignal), SAME_SIGNAL_MS).unref();
    };
    from.on(name, onSignal);
  }
  return stop.signal;
}
