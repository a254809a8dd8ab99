import type { AttributeValue, AuditEvent } from "./audit-event.ts";
import type { Part } from "./messages/message.ts";
import type { ProjectionContext } from "./projection-context.ts";
import { Recent } from "./recent.ts";
import type { AnyAttributes } from "./record.ts";
import { ToldCalls } from "./told-calls.ts";

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
  /** Digest of all of them: see `logDigest`. */
  digest: string | undefined;
  /** Host clock, ms. */
  readonly since: number;
}

export interface HeldCompletion {
  readonly events: readonly AuditEvent[];
  /** What the span itself told of its input: log events may tell the output alone. */
  readonly input: readonly Part[];
  readonly context: ProjectionContext;
  /** Host clock, ms. */
  readonly since: number;
}

/** How a part of an action ended. */
interface Decision {
  readonly outcome: AttributeValue | undefined;
  readonly error: AttributeValue | undefined;
}

/**
 * State of the reducer. Its host owns it, one for each pipeline, and bounds it by count and age.
 * Spans are known by their `spanKey`.
 */
export interface FoldState {
  readonly maxEntries: number;
  /** Completions that wait for their log events, by span. */
  readonly held: Map<string, HeldCompletion>;
  /** Log events that wait for their completion, by span. */
  readonly logged: Map<string, LoggedContent>;
  /** Which types of calls ended, as bits, by the span of the parent. */
  readonly inner: Map<string, number>;
  /** Calls that are out: a wrapper can end before the span inside it. */
  readonly told: ToldCalls;
  /** End times of completions that told their answer, by parent and tokens: see `fold-beside`. */
  readonly beside: Map<string, bigint>;
  /** Completions without content that wait for the span around them, by that span. */
  readonly waiting: Map<string, HeldCompletion>;
  /** Of both, those that `takeHeld` has not told yet, by span; undefined when nobody asks. */
  readonly untold: { readonly key: string; readonly held: HeldCompletion }[] | undefined;
  /** How the parts of an action ended that is not out yet, by its span. */
  readonly decided: Map<string, Decision>;
  /** Completions of log-carried content that are out, so that later log events are seen to be late. */
  readonly emitted: Recent<true>;
  /** Log records that were read, and the request that brought each first: see `isRepeated`. */
  readonly logs: Recent<number>;
  /** Requests by the resource object that their records share. */
  readonly requests: { count: number; readonly numbers: WeakMap<AnyAttributes, number> };
}

export interface FoldOptions {
  /** How many completions, calls and log contents are remembered, each. Defaults to 10,000. */
  readonly maxEntries?: number | undefined;
  /** Whether the host asks `takeHeld` after each request. Defaults to false. */
  readonly tellsHeld?: boolean | undefined;
}

export function createFoldState({
  maxEntries = 10_000,
  tellsHeld = false,
}: FoldOptions = {}): FoldState {
  if (!(Number.isInteger(maxEntries) && maxEntries > 0)) {
    throw new RangeError(`expected maxEntries to be a whole number above 0, got ${maxEntries}`);
  }
  return {
    maxEntries,
    held: new Map(),
    logged: new Map(),
    inner: new Map(),
    told: new ToldCalls(),
    beside: new Map(),
    waiting: new Map(),
    untold: tellsHeld ? [] : undefined,
    decided: new Map(),
    emitted: new Recent(maxEntries),
    logs: new Recent(2 * maxEntries),
    requests: { count: 0, numbers: new WeakMap() },
  };
}

/**
 * Sets an entry and, when there are too many, forgets the oldest quarter; returns what was forgotten.
 *
 * A quarter at once, since a map that loses its first entry again and again walks over the places of
 * all that it lost before.
 */
export function remember<T>(
  map: Map<string, T>,
  key: string,
  value: T,
  maxEntries: number,
): readonly T[] {
  map.set(key, value);
  if (map.size <= maxEntries) return NONE;
  const forgotten: T[] = [];
  for (const [oldest, entry] of map) {
    map.delete(oldest);
    if (forgotten.push(entry) >= maxEntries / 4) break;
  }
  return forgotten;
}

const NONE: readonly never[] = [];
