import { createEmitter } from "../emitter.ts";
import { numberedEvent } from "./events.ts";

// A process of its own: emits an event to the URL given, and waits for it or not.
const [endpoint, mode] = process.argv.slice(2);
const emitter = createEmitter({
  otlp: { endpoint },
  delayMillis: 60_000,
  retry: { initialMillis: 200, maxMillis: 200 },
});
emitter.emit(numberedEvent(0));
if (mode === "forceFlush") await emitter.forceFlush();
if (mode === "shutdown") await emitter.shutdown();
process.stdout.write(`acknowledged ${emitter.stats().acknowledged}`);
