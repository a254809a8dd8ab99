import type { SpanRecord } from "../record.ts";

/** The last word of a vector store span's name (`pinecone.query`) as an SQL verb. */
const VERBS: Readonly<Record<string, string>> = {
  query: "SELECT",
  search: "SELECT",
  retrieve: "SELECT",
  get: "SELECT",
  peek: "SELECT",
  fetch: "SELECT",
  add: "INSERT",
  insert: "INSERT",
  upsert: "INSERT",
  update: "UPDATE",
  modify: "UPDATE",
  delete: "DELETE",
  deleteOne: "DELETE",
  deleteMany: "DELETE",
  deleteAll: "DELETE",
};
const RESULT = "db.query.result";

/**
 * The event type of a vector store span, or undefined when it is none: look-ups are retrievals, the
 * rest is a query of a database. Manual vector spans have no attribute of their own, so they are
 * known by their events or their name.
 */
export function vectorCallOf(record: SpanRecord): string | undefined {
  const { scope, attributes, events } = record;
  const isManual = scope.name === "@traceloop/node-server-sdk";
  if (!isManual && attributes["db.system"] === undefined) return undefined;
  const verb = vectorVerb(record);
  if (verb === "SELECT" || events.some(({ name }) => name.startsWith("db.query."))) {
    return "retrieval";
  }
  return verb === undefined && attributes["db.system"] === undefined ? undefined : "db_query";
}

/** What a vector store span does, as an SQL verb. */
export function vectorVerb({ name }: SpanRecord): string | undefined {
  const word = name.slice(name.lastIndexOf(".") + 1);
  return Object.hasOwn(VERBS, word) ? VERBS[word] : undefined;
}

/** How many documents a look-up found, where the span says so. */
export function vectorDocuments({ attributes, events }: SpanRecord): unknown {
  const results = events.filter(({ name }) => name === RESULT).length;
  return results > 0 ? results : attributes["db.vector.query.result.matches_length"];
}
