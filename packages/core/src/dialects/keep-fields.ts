import { ATTRIBUTE_GROUPS } from "../attributes.ts";
import type { AttributeValue } from "../audit-event.ts";
import { UNREGISTERED } from "../known-member.ts";
import type { ProjectionContext } from "../projection-context.ts";
import type { RecordReader } from "../record-reader.ts";
import type { CompiledField } from "./compiled-fields.ts";

/** What the table of a dialect keeps of one span. */
export interface KeptFields {
  /** The kept values, and a place for each attribute that every event has. */
  readonly attributes: Record<string, AttributeValue>;
  /** The fields whose member nobody registered. */
  readonly strangers: readonly CompiledField[];
  /** How many listed values did not fit their kinds. */
  readonly dropped: number;
}

export type KeepFields = (reader: RecordReader, context: ProjectionContext) => KeptFields;

/** An object with the keys of one combination of fields, to be copied. */
interface Template {
  readonly object: Record<string, AttributeValue>;
  readonly names: readonly string[];
}

// As many combinations as instrumentations really make; more are a stranger's doing.
const MAX_TEMPLATES = 256;
/** A combination is a sum of powers of two that must stay exact. */
const MAX_FIELDS = 53;
const NONE: readonly CompiledField[] = [];

/**
 * Makes the reader of a dialect's fields.
 *
 * An object that gets its keys one by one is slow to make and, past a dozen, slow for good. So each
 * combination of kept fields has a template: a copy of it has all keys at once.
 */
export function createKeepFields(fields: readonly CompiledField[]): KeepFields {
  if (fields.length > MAX_FIELDS) {
    throw new RangeError(`expected at most ${MAX_FIELDS} fields in a dialect, got ${fields.length}`);
  }
  const templates = new Map<number, Template>();

  return (reader, context) => {
    const values: AttributeValue[] = [];
    let combination = 0;
    let strangers = NONE;
    let dropped = 0;
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i]!;
      const value = field.key === undefined ? field.find(reader) : reader.attributes[field.key];
      if (value === undefined || value === null) continue;
      const kept = field.keyed ? keyedValue(field, value, context) : field.read(value, context.names);
      if (kept === undefined) {
        if (!field.keyed) dropped++;
        continue;
      }
      values.push(kept);
      combination += 2 ** i;
      if (kept === UNREGISTERED) strangers = [...strangers, field];
    }
    let template = templates.get(combination);
    if (template === undefined) {
      template = createTemplate(fields, combination);
      if (templates.size < MAX_TEMPLATES) templates.set(combination, template);
    }
    const { object, names } = template;
    const attributes = { ...object };
    for (let i = 0; i < names.length; i++) attributes[names[i]!] = values[i]!;
    return { attributes, strangers, dropped };
  };
}

function createTemplate(fields: readonly CompiledField[], combination: number): Template {
  const names = fields
    .filter((_, i) => Math.floor(combination / 2 ** i) % 2 === 1)
    .map(({ attribute }) => attribute);
  const keys = [...EVENT_KEYS, ...names];
  // A copy of a copy: the engine gives it the compact form that an object built key by key loses.
  const object = { ...Object.fromEntries(keys.map((key) => [key, ""])) };
  return { object: { ...object }, names };
}

/** What every event has; the rest of its group is rare. */
const EVENT_KEYS = Object.keys(ATTRIBUTE_GROUPS["event"]!).filter((name) =>
  /^auditspan\.event\.(?:id|type|risk|phase|outcome|time|source)$/.test(name),
);

function keyedValue(
  { attribute }: CompiledField,
  value: unknown,
  { keyed, commitments }: ProjectionContext,
): AttributeValue | undefined {
  if (commitments !== true || typeof value !== "string" || value === "") return undefined;
  return keyed(attribute, value);
}
