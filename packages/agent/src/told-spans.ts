// A global symbol, so that two copies of this package in one process tell no event twice.
const TOLD = Symbol.for("auditspan.told.1");
const globals = globalThis as { [TOLD]?: WeakSet<object> };

/** Spans that a strict processor told and emptied: nobody else has to tell them. */
export const toldSpans: WeakSet<object> = (globals[TOLD] ??= new WeakSet());
