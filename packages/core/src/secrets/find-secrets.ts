import type { LogRecord, SpanRecord } from "../record.ts";
import { secretKinds } from "./secret-kinds.ts";
import type { SecretKind } from "./secret-kinds.ts";
import { secretPlace } from "./secret-place.ts";
import type { SecretPlace } from "./secret-place.ts";

/** That a secret stands in a record, and where. The secret itself is not in it. */
export interface FoundSecret {
  readonly kind: SecretKind;
  readonly place: SecretPlace;
}

/** UTF-16 code units of one record that are looked at; each value costs one besides its text. */
const MAX_TEXT = 1 << 20;
/** Findings of one record that are told. */
const MAX_FOUND = 8;
const MAX_DEPTH = 16;

/**
 * The secrets in the content of a record: attribute values and keys, span events, the body of a log
 * record, nested values to a depth of 16. Each pair of kind and place is told once, and at most eight
 * of them; what stands beyond the first 1 Mi of text is not looked at.
 */
export function findSecrets(record: SpanRecord | LogRecord): readonly FoundSecret[] {
  const search = new Search();
  if (record.signal === "log") {
    const place = secretPlace(record.eventName) ?? "other";
    search.fields(record.attributes, place, 0);
    search.value(record.body, place, 0);
  } else {
    search.value(record.name, "other", 0);
    search.fields(record.attributes, "other", 0);
    for (const { name, attributes } of record.events) {
      const place = secretPlace(name) ?? "other";
      search.value(name, place, 0);
      search.fields(attributes, place, 0);
      if (search.isOver) break;
    }
  }
  return search.found;
}

class Search {
  readonly found: FoundSecret[] = [];
  #left = MAX_TEXT;

  get isOver(): boolean {
    return this.#left <= 0 || this.found.length >= MAX_FOUND;
  }

  value(value: unknown, place: SecretPlace, depth: number): void {
    this.#left--;
    if (this.isOver) return;
    if (typeof value === "string") this.#text(value, place);
    else if (typeof value === "number" || typeof value === "bigint") {
      this.#text(String(value), place);
    } else if (typeof value !== "object" || value === null || depth >= MAX_DEPTH) return;
    else if (Array.isArray(value)) {
      for (let i = 0; i < value.length && !this.isOver; i++) this.value(value[i], place, depth + 1);
    } else if (!ArrayBuffer.isView(value)) this.fields(value, place, depth + 1);
  }

  /** Keys are content too: people and models make them up. */
  fields(fields: object | undefined, place: SecretPlace, depth: number): void {
    for (const key in fields) {
      if (this.isOver) return;
      if (!Object.hasOwn(fields, key)) continue;
      // Inside a value its own place is known better than a key in it could tell.
      const at = depth === 0 ? (secretPlace(key) ?? place) : place;
      this.#text(key, at);
      this.value((fields as Record<string, unknown>)[key], at, depth);
    }
  }

  #text(text: string, place: SecretPlace): void {
    const read = text.length > this.#left ? text.slice(0, this.#left) : text;
    this.#left -= read.length;
    for (const kind of secretKinds(read)) this.#add({ kind, place });
  }

  #add({ kind, place }: FoundSecret): void {
    if (this.found.length >= MAX_FOUND) return;
    if (this.found.some((known) => known.kind === kind && known.place === place)) return;
    this.found.push({ kind, place });
  }
}
