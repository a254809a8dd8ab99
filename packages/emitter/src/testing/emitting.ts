import { createEmitter, type Emitter } from "../emitter.ts";
import type { EmitterOptions } from "../emitter-options.ts";
import { lossEvent, numberedEvent } from "./events.ts";
import type { Receiver } from "./receiver.ts";
import type { WireSpan } from "./wire-reader.ts";

export function emitterTo(url: string, options: EmitterOptions = {}): Emitter {
  return createEmitter({
    otlp: { endpoint: url },
    delayMillis: 10,
    retry: { initialMillis: 20, maxMillis: 50 },
    lossEvent,
    ...options,
  });
}

export function emitAll(emitter: Emitter, count: number): void {
  for (let number = 0; number < count; number++) emitter.emit(numberedEvent(number));
}

export const numbers = (spans: readonly WireSpan[]): unknown[] =>
  spans.filter((span) => span.name === "tool_call").map((span) => span.attributes["number"]);

export const seqs = (spans: readonly WireSpan[]): number[] =>
  spans.map((span) => Number(span.attributes["auditspan.seal.seq"]));

export const losses = (receiver: Receiver): WireSpan["attributes"][] =>
  receiver.accepted.filter((span) => span.name === "events_dropped").map((span) => span.attributes);

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
export const ascending = (values: number[]): number[] => values.toSorted((a, b) => a - b);

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((done) => setTimeout(done, 5));
}
