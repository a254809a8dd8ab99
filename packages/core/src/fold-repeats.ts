import { hash } from "node:crypto";
import { isBounded } from "./is-bounded.ts";
import type { FoldState } from "./fold-state.ts";
import type { ProjectionContext } from "./projection-context.ts";
import type { AnyAttributes, LogRecord } from "./record.ts";

/** Tells the id of a log record apart from those of the events of its span. */
const RECORD_ORDINAL = 65_534;

/**
 * What tells a log record from every other one, as far as it says something else: a digest of all
 * that it says. Undefined for records that are folded where they happen, since nobody sends those
 * twice, and for those that have no text of a bounded length.
 */
export function logDigest(record: LogRecord, context: ProjectionContext): string | undefined {
  if (context.source === "emitted") return undefined;
  const { eventName, scope, body, attributes } = record;
  const told = [eventName, scope.name, body, attributes];
  try {
    return isBounded(told) ? hash("sha256", JSON.stringify(told, asText), "hex") : undefined;
  } catch {
    // Of another source than the wire: a cycle, or a getter that throws.
    return undefined;
  }
}

/**
 * Whether a log record came before, in another request. Two that are alike within one request are
 * two; those of one request share their resource object.
 */
export function isRepeated(
  state: FoldState,
  { traceId, spanId, time, resource }: LogRecord,
  digest: string,
  context: ProjectionContext,
): boolean {
  // Made under the key, the session and the resource: nobody can make the one of another sender.
  const origin = { traceId, spanId: `${spanId}/${digest}`, startTime: time };
  const id = context.eventId(origin, RECORD_ORDINAL);
  const request = requestOf(state, resource);
  const first = state.logs.get(id);
  if (first === undefined) state.logs.set(id, request);
  return first !== undefined && first !== request;
}

/** Digests of several log records, in their order, as one. */
export function joinDigests(before: string | undefined, digest: string): string {
  return before === undefined ? digest : hash("sha256", before + digest, "hex");
}

// A number, since to hold on to a resource would hold on to all that it says.
function requestOf({ requests }: FoldState, resource: AnyAttributes): number {
  let request = requests.numbers.get(resource);
  if (request === undefined) {
    request = requests.count++;
    requests.numbers.set(resource, request);
  }
  return request;
}

function asText(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return `${value}n`;
  // As JSON each byte would be an entry of its own.
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}
