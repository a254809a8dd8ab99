import type { AuditEvent } from "../audit-event.ts";
import type { FoldState } from "../fold-state.ts";

/** Events of the completions that are held right now. */
export function heldEvents({ held, waiting }: FoldState): readonly AuditEvent[] {
  return [...held.values(), ...waiting.values()].flatMap(({ events }) => events);
}
