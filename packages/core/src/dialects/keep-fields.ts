import { ATTRIBUTE_GROUPS } from "../attributes.ts";
import type { AttributeValue } from "../audit-event.ts";
import { UNREGISTERED } from "../known-member.ts";
import type { ProjectionContext } from "../projection-context.ts";
import type { RecordReader } from "../record-reader.ts";
import type { CompiledField } from "./compiled-fields.ts";

/** What the table of a dialect keeps of one span. */
interface KeptFields {
  /** The kept values, and a place for each attribute that every event has. */
  readonly attributes: Record<string, AttributeValue>;
  /** The fields whose member nobody registered. */
  readonly strangers: readonly CompiledField[];
  /** How many listed values did not fit their kinds. */
  readonly dropped: number;
}

export type KeepFields = (reader: RecordReader, context: ProjectionContext) => KeptFields;

/**
 * A combination of kept fields: a step in a tree, each under the one with a field less.
 *
 * An object that gets its keys one by one is slow to make and, past a dozen, slow for good. So each
 * combination has an object with just its keys, and a copy of that has all keys at once.
 */
class Combination {
  readonly names: readonly string[];
  readonly #template: Record<string, AttributeValue>;
  readonly #longer: (Combination | undefined)[] = [];

  constructor(names: readonly string[]) {
    this.names = names;
    const keyed = Object.fromEntries([...EVENT_KEYS, ...names].map((name) => [name, ""]));
    // A copy of a copy has the compact form that an object built key by key loses.
    const compact = { ...keyed };
    this.#template = { ...compact };
  }

  /** This combination and one more field, which is at a place of the table. */
  with(place: number, { attribute }: CompiledField, budget: { left: number }): Combination {
    const known = this.#longer[place];
    if (known !== undefined) return known;
    const longer = new Combination([...this.names, attribute]);
    if (budget.left-- > 0) this.#longer[place] = longer;
    return longer;
  }

  object(): Record<string, AttributeValue> {
    // Not a spread: that is slow where objects of many forms pass.
    return Object.assign({}, this.#template);
  }
}

/** What every event has; the rest of its group is rare. */
const EVENT_KEYS = Object.keys(ATTRIBUTE_GROUPS["event"]!).filter((name) =>
  /^auditspan\.event\.(?:id|type|risk|phase|outcome|time|source)$/.test(name),
);
// More than instrumentations make; what is beyond is a stranger's doing, and made anew each time.
const MAX_COMBINATIONS = 2000;
const NONE: readonly CompiledField[] = [];

/** Makes the reader of a dialect's fields. */
export function createKeepFields(fields: readonly CompiledField[]): KeepFields {
  const none = new Combination([]);
  const budget = { left: MAX_COMBINATIONS };

  return (reader, context) => {
    const from = reader.attributes;
    const values: AttributeValue[] = [];
    let combination = none;
    let strangers = NONE;
    let dropped = 0;
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i]!;
      const value = field.key === undefined ? field.find(reader) : from[field.key];
      if (value === undefined || value === null) continue;
      const kept = field.keyed
        ? keyedValue(field, value, context)
        : field.read(value, context.names);
      if (kept === undefined) {
        if (!field.keyed) dropped++;
        continue;
      }
      values.push(kept);
      combination = combination.with(i, field, budget);
      if (kept === UNREGISTERED) strangers = [...strangers, field];
    }
    const attributes = combination.object();
    const { names } = combination;
    for (let i = 0; i < names.length; i++) attributes[names[i]!] = values[i]!;
    return { attributes, strangers, dropped };
  };
}

function keyedValue(
  { attribute }: CompiledField,
  value: unknown,
  { keyed, commitments }: ProjectionContext,
): AttributeValue | undefined {
  if (commitments !== true || typeof value !== "string" || value === "") return undefined;
  return keyed(attribute, value);
}
