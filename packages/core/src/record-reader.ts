import type { AnyAttributes, SpanRecord } from "./record.ts";
import { boundedJson, MAX_PARSED } from "./messages/bounded-json.ts";

/** Reads one span: its attributes, and JSON texts in them, each parsed once. */
export class RecordReader {
  readonly record: SpanRecord;
  readonly attributes: AnyAttributes;
  #parsed: Map<string, unknown> | undefined;

  constructor(record: SpanRecord) {
    this.record = record;
    this.attributes = record.attributes;
  }

  get(key: string): unknown {
    return this.attributes[key];
  }

  /** The first of these attributes that is there. */
  first(...keys: readonly string[]): unknown {
    for (const key of keys) {
      const value = this.attributes[key];
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** An attribute that holds messages: as it came, but a long JSON text as it is read, once. */
  messages(key: string): unknown {
    const value = this.attributes[key];
    const isLong = typeof value === "string" && value.length > MAX_PARSED;
    return isLong ? (this.#parse(key, value) ?? value) : value;
  }

  /** An attribute that holds an object, or the JSON text of one; undefined when it does not. */
  object(key: string): Readonly<Record<string, unknown>> | undefined {
    const value = this.attributes[key];
    const parsed = typeof value === "string" ? this.#parse(key, value) : value;
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined;
  }

  /** An attribute that holds a list, or the JSON text of one; undefined when it does not. */
  list(key: string): readonly unknown[] | undefined {
    const value = this.attributes[key];
    const parsed = typeof value === "string" ? this.#parse(key, value) : value;
    return Array.isArray(parsed) ? parsed : undefined;
  }

  #parse(key: string, text: string): unknown {
    this.#parsed ??= new Map();
    if (!this.#parsed.has(key)) this.#parsed.set(key, boundedJson(text));
    return this.#parsed.get(key);
  }
}
