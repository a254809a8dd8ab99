import { hash } from "node:crypto";
import type { FoldState } from "./fold-state.ts";
import type { AnyAttributes, LogRecord } from "./record.ts";

/**
 * Whether a log record came before, in another request. Two that are alike within one request are
 * two; those of one request share their resource object.
 */
export function isRepeated(state: FoldState, { resource }: LogRecord, digest: string): boolean {
  const request = requestOf(state, resource);
  const first = state.logs.get(digest);
  if (first === undefined) state.logs.set(digest, request);
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
