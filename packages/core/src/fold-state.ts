import type { AuditEvent } from "./audit-event.ts";
import type { Part } from "./messages/message.ts";
import type { ProjectionContext } from "./projection-context.ts";

/** What log events told of a call. */
export interface LoggedContent {
  readonly context: ProjectionContext;
  input: Part[];
  output: Part[];
  finishReasons: unknown[];
  /** Whether an answer was among them. */
  answered: boolean;
  /** The call's event is already out, so what is told now becomes an annotation. */
  late: boolean;
  readonly traceId: string;
  readonly spanId: string;
  /** Unix nanoseconds of the first of them. */
  readonly time: bigint;
  /** Host clock, ms. */
  readonly since: number;
}

export interface HeldCompletion {
  readonly events: readonly AuditEvent[];
  readonly context: ProjectionContext;
  /** Host clock, ms. */
  readonly since: number;
}

/** State of the reducer. Its host owns it, one for each pipeline, and bounds it by count and age. */
export interface FoldState {
  readonly maxEntries: number;
  /** Completions that wait for their log events, by span id. */
  readonly held: Map<string, HeldCompletion>;
  /** Log events that wait for their completion, by span id. */
  readonly logged: Map<string, LoggedContent>;
  /** Which types of calls ended, as bits, by the span id of the parent. */
  readonly inner: Map<string, number>;
  /** Completions of log-carried content that are out, so that later log events are seen to be late. */
  readonly emitted: Map<string, true>;
}

export interface FoldOptions {
  /** How many completions, calls and log contents are remembered, each. Defaults to 10,000. */
  readonly maxEntries?: number | undefined;
}

export function createFoldState({ maxEntries = 10_000 }: FoldOptions = {}): FoldState {
  if (!(Number.isInteger(maxEntries) && maxEntries > 0)) {
    throw new RangeError(`expected maxEntries to be a whole number above 0, got ${maxEntries}`);
  }
  return { maxEntries, held: new Map(), logged: new Map(), inner: new Map(), emitted: new Map() };
}

/** Sets an entry, forgetting the oldest one when there are too many; returns what was forgotten. */
export function remember<T>(
  map: Map<string, T>,
  key: string,
  value: T,
  maxEntries: number,
): T | undefined {
  map.set(key, value);
  if (map.size <= maxEntries) return undefined;
  const oldest = map.keys().next().value!;
  const forgotten = map.get(oldest);
  map.delete(oldest);
  return forgotten;
}
