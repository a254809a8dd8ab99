import type { AttributeValue } from "../audit-event.ts";
import { ATTRIBUTES } from "../attributes.ts";
import type { NameSet } from "../known-names.ts";
import { kindReader } from "../kind-readers.ts";
import type { ProjectionContext } from "../projection-context.ts";
import type { RecordReader } from "../record-reader.ts";
import type { Dialect, Source } from "./dialect.ts";

/** One line of a dialect's table, ready to run. */
export interface CompiledField {
  readonly attribute: string;
  readonly find: (reader: RecordReader) => unknown;
  readonly keep: (value: unknown, context: ProjectionContext) => AttributeValue | undefined;
  /** The set that a member is looked up in. */
  readonly set: NameSet | undefined;
}

/**
 * Compiles the table of a dialect: the kind of each schema attribute is looked up here, once.
 *
 * Throws a `TypeError` for an attribute that the schema does not know.
 */
export function compileFields(dialect: Dialect): readonly CompiledField[] {
  return Object.entries(dialect.fields).map(([attribute, source]) => {
    const kind = ATTRIBUTES[attribute];
    if (kind === undefined) {
      throw new TypeError(`dialect ${dialect.name}: expected a schema attribute, got ${attribute}`);
    }
    return {
      attribute,
      find: finder(source),
      keep: kind.kind === "keyed" ? keyedKeeper(attribute) : plainKeeper(kindReader(kind)),
      set: kind.kind === "member" && kind.set !== "event_types" ? kind.set : undefined,
    };
  });
}

function finder(source: Source): (reader: RecordReader) => unknown {
  if (typeof source === "function") return source;
  if (typeof source === "string") return ({ attributes }) => attributes[source];
  return (reader) => reader.first(...source);
}

function plainKeeper(read: ReturnType<typeof kindReader>): CompiledField["keep"] {
  return (value, { names }) => read(value, names);
}

// Ids that a provider made are committed under the name of their attribute, not kept.
function keyedKeeper(attribute: string): CompiledField["keep"] {
  return (value, { keyed }) =>
    typeof value === "string" && value !== "" ? keyed(attribute, value) : undefined;
}
