import type { Pipeline } from "../pipeline.ts";
import type { Warn } from "./settings.ts";

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/**
 * Sees to it that a process does not end with events in memory.
 *
 * When the event loop runs dry the pipeline is shut down first. A signal that nobody else handles is
 * raised again after that, so the process ends as it would have; where the application handles it,
 * ours only flushes and the application decides. `process.exit()` leaves no time: what is missing
 * then is counted on stderr.
 */
export function flushAtEnd(pipeline: Pipeline, warn: Warn): void {
  process.once("beforeExit", () => void pipeline.shutdown());
  for (const signal of SIGNALS) flushAtSignal(signal, pipeline);
  process.once("exit", () => {
    const { emitted, acknowledged, dropped, lastFailure } = pipeline.stats();
    const missing = emitted - acknowledged - dropped;
    if (missing === 0) return;
    const why = lastFailure === undefined ? "" : ` (last failure: ${lastFailure})`;
    warn(`${missing} audit events were not acknowledged when the process ended${why}`);
  });
}

function flushAtSignal(signal: NodeJS.Signals, pipeline: Pipeline): void {
  let ending = false;
  const handle = (): void => {
    // We come first, before a handler of the application that runs once has taken itself off.
    if (process.listenerCount(signal) > 1) {
      void pipeline.forceFlush();
      return;
    }
    const raise = (): void => {
      process.off(signal, handle);
      process.kill(process.pid, signal);
    };
    // Whoever asks a second time does not want to wait.
    if (ending) return raise();
    ending = true;
    void pipeline.shutdown().finally(raise);
  };
  process.prependListener(signal, handle);
}
