import { ATTRIBUTES } from "../attributes.ts";
import type { NameSet } from "../known-names.ts";
import { kindReader } from "../kind-readers.ts";
import type { Read } from "../kind-readers.ts";
import type { RecordReader } from "../record-reader.ts";
import type { Dialect, Source } from "./dialect.ts";

/** One line of a dialect's table, ready to run. */
export interface CompiledField {
  readonly attribute: string;
  /** The one key where the value stands; most lines have one. */
  readonly key: string | undefined;
  /** Finds the value where it is not that simple. */
  readonly find: (reader: RecordReader) => unknown;
  readonly read: Read;
  /** An id that others made: kept as a keyed digest, and only with commitments. */
  readonly keyed: boolean;
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
      key: typeof source === "string" ? source : undefined,
      find: finder(source),
      read: kindReader(kind),
      keyed: kind.kind === "keyed",
      set: kind.kind === "member" && kind.set !== "event_types" ? kind.set : undefined,
    };
  });
}

function finder(source: Source): (reader: RecordReader) => unknown {
  if (typeof source === "function") return source;
  if (typeof source === "string") return ({ attributes }) => attributes[source];
  return ({ attributes }) => {
    for (const key of source) {
      const value = attributes[key];
      if (value !== undefined) return value;
    }
    return undefined;
  };
}
