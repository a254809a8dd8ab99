import { eventId } from "./audit-event.ts";
import type { AuditEvent } from "./audit-event.ts";
import { createEvent } from "./create-event.ts";
import { spanOfLog } from "./dialects/registry.ts";
import { EVENT_TYPES } from "./event-types.ts";
import { keepFinishReasons } from "./finish-reasons.ts";
import { remember } from "./fold-state.ts";
import type { FoldState, HeldCompletion, LoggedContent } from "./fold-state.ts";
import { addLogContent, isContentLog } from "./messages/log-content.ts";
import { withCountedReasoning } from "./messages/counted-reasoning.ts";
import { writeSteps } from "./messages/steps.ts";
import { projectSpan } from "./project.ts";
import { spanKey } from "./span-key.ts";
import type { ProjectionContext } from "./projection-context.ts";
import { proposedStrangers } from "./proposed-strangers.ts";
import { logDigest } from "./log-digest.ts";
import type { LogRecord, SpanRecord } from "./record.ts";
import { foldDecision } from "./fold-decision.ts";
import { heldForOuter, holdForOuter } from "./fold-outer.ts";
import { isToldBeside, rememberBeside } from "./fold-beside.ts";
import { isRepeated, joinDigests } from "./fold-repeats.ts";
import { asStep, foldWrapper, isToldWithOutput } from "./fold-wrapper.ts";
import { secretEvents } from "./secrets/secret-events.ts";

/** Log events whose completion never came are told as annotations after this time, in ms. */
const ORPHAN_MS = 10 * 60_000;

/**
 * Folds one record into the state and returns the events that are ready.
 *
 * It sees what spans several records: a wrapper and the inner span of one call become one completion
 * and a step; an action takes the outcome of its parts; log events become the steps of their completion, which is held for them (see
 * `release`). Deterministic: no clock, no I/O. `now` is the host's clock in ms.
 */
export function fold(
  state: FoldState,
  record: SpanRecord | LogRecord,
  context: ProjectionContext,
  now: number,
): readonly AuditEvent[] {
  const events =
    record.signal === "log"
      ? foldLog(state, record, context, now)
      : foldSpan(state, record, context, now);
  // What was sent again tells nothing again, no secrets either.
  if (events === AGAIN) return NONE;
  return context.secretScan === true ? [...events, ...secretEvents(record, context)] : events;
}

/**
 * Releases what was held since before a time of the host's clock in ms; `Infinity` releases all.
 *
 * A completion goes out with the log events that came; log events whose completion is already out,
 * or did not come, go out as an `annotation`.
 */
export function release(state: FoldState, before: number): readonly AuditEvent[] {
  if (state.held.size + state.waiting.size + state.logged.size === 0) return NONE;
  const events: AuditEvent[] = [];
  for (const [key, held] of state.held) {
    if (held.since >= before) continue;
    events.push(...complete(state, key, held));
  }
  for (const [key, held] of state.waiting) {
    if (held.since >= before) continue;
    state.waiting.delete(key);
    events.push(...held.events);
  }
  for (const [key, logged] of state.logged) {
    if (logged.since >= (logged.late ? before : before - ORPHAN_MS)) continue;
    state.logged.delete(key);
    events.push(...annotate(logged));
  }
  return events;
}

/**
 * Events of the completions that are held since the last call, as far as they are known. The state
 * has to be made with `tellsHeld`.
 */
export function takeHeld({ untold, held, waiting }: FoldState): readonly AuditEvent[] {
  if (untold === undefined || untold.length === 0) return NONE;
  const events: AuditEvent[] = [];
  for (const { key, held: one } of untold) {
    // It may be out by now.
    if (held.get(key) === one || waiting.get(key) === one) events.push(...one.events);
  }
  untold.length = 0;
  return events;
}

function foldSpan(
  state: FoldState,
  record: SpanRecord,
  context: ProjectionContext,
  now: number,
): readonly AuditEvent[] {
  const projection = projectSpan(record, context);
  const { events, contentInLogs, contentAround } = projection;
  const event = foldDecision(state, events[0]!, projection.decidesParent);
  if (contentAround && isToldBeside(state, event)) return [asStep(event)];
  const attempts = attemptsOf(state, events);
  const waited = heldForOuter(state, event);
  const told = foldWrapper(state, event, projection.hasOutput);
  if (projection.hasOutput && told === event) rememberBeside(state, event);
  const ready = waited.length + attempts.length === 0 ? [told] : [...waited, told, ...attempts];
  // A wrapper is a step by now; its content is told with the call inside it.
  if (told !== event || waited.length > 0) return ready;
  const { input } = projection;
  const held: HeldCompletion = { events: [told, ...attempts], input, context, since: now };
  // Without a span id no log event can be told to belong to it.
  if (contentInLogs && record.spanId !== "") return holdForLogs(state, record, held);
  if (contentAround && told.parentSpanId !== undefined) {
    return holdForOuter(state, spanKey(told.traceId, told.parentSpanId), held);
  }
  return ready;
}

function holdForLogs(
  state: FoldState,
  { traceId, spanId }: SpanRecord,
  held: HeldCompletion,
): readonly AuditEvent[] {
  const key = spanKey(traceId, spanId);
  if (state.logged.get(key)?.answered) return complete(state, key, held);
  const namesake = state.held.get(key)?.events ?? NONE;
  // A span that was sent again is the same event: the first one counts, and goes on waiting.
  if (namesake.length > 0 && isSame(namesake[0]!, held.events[0]!)) return NONE;
  const forgotten = remember(state.held, key, held, state.maxEntries).flatMap(
    ({ events }) => events,
  );
  state.untold?.push({ key, held });
  return [...namesake, ...forgotten];
}

function isSame(a: AuditEvent, b: AuditEvent): boolean {
  return eventId(a) === eventId(b) && a.stamp.sessionId === b.stamp.sessionId;
}

// The two spans of one call show the same attempts; they are told once.
function attemptsOf(state: FoldState, events: readonly AuditEvent[]): readonly AuditEvent[] {
  return events.length === 1 || isToldWithOutput(state, events[0]!) ? NONE : events.slice(1);
}

function foldLog(
  state: FoldState,
  record: LogRecord,
  context: ProjectionContext,
  now: number,
): readonly AuditEvent[] {
  const span = spanOfLog(record);
  const isContent = span === undefined && record.spanId !== "" && isContentLog(record);
  if (span === undefined && !isContent) return NONE;
  const digest = logDigest(record, context);
  if (digest !== undefined && isRepeated(state, record, digest)) return AGAIN;
  if (span !== undefined) return foldSpan(state, { ...span, digest }, context, now);
  const { spanId, traceId, time } = record;
  const key = spanKey(traceId, spanId);
  const known = state.logged.get(key);
  const content: LoggedContent = known ?? {
    context,
    input: [],
    output: [],
    finishReasons: [],
    answered: false,
    late: state.emitted.get(key) === true,
    traceId,
    spanId,
    time,
    digest: undefined,
    since: now,
  };
  addLogContent(content, record);
  if (digest !== undefined) content.digest = joinDigests(content.digest, digest);
  if (known !== undefined) return NONE;
  const forgotten = remember(state.logged, key, content, state.maxEntries);
  return forgotten.flatMap(annotate);
}

/** Lets a held completion go, with what its log events said. */
function complete(state: FoldState, key: string, held: HeldCompletion): readonly AuditEvent[] {
  const logged = state.logged.get(key);
  state.held.delete(key);
  state.logged.delete(key);
  state.emitted.set(key, true);
  const event = held.events[0]!;
  if (logged === undefined) return held.events;
  const attributes = { ...event.attributes };
  const input = logged.input.length > 0 ? logged.input : held.input;
  writeSteps(attributes, input, withCountedReasoning(logged.output, attributes));
  keepFinishReasons(attributes, logged.finishReasons, held.context.names);
  const told = { ...event, attributes };
  return [told, ...proposedStrangers(told, logged.output, held.context)];
}

/** Tells what log events said of a call that is not at hand. */
function annotate(logged: LoggedContent): readonly AuditEvent[] {
  const { context, traceId, spanId, time, digest } = logged;
  const event = createEvent("annotation", {}, context, {
    time,
    traceId,
    parentSpanId: spanId,
    // Log records that are sent again after a restart tell the same event.
    origin: { traceId, spanId: digest === undefined ? "" : `${spanId}/${digest}`, startTime: time },
  });
  const attributes = {
    ...event.attributes,
    "auditspan.event.risk": EVENT_TYPES["annotation"]!.risk,
  };
  writeSteps(attributes, logged.input, logged.output);
  keepFinishReasons(attributes, logged.finishReasons, context.names);
  const told = { ...event, attributes };
  return [told, ...proposedStrangers(told, logged.output, context)];
}

const NONE: readonly AuditEvent[] = [];
/** The answer to a record that was folded before. */
const AGAIN: readonly AuditEvent[] = [];
