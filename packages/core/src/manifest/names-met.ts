import { compileFields } from "../dialects/compiled-fields.ts";
import type { CompiledField } from "../dialects/compiled-fields.ts";
import { DIALECTS, dialectOf } from "../dialects/registry.ts";
import type { Dialect } from "../dialects/dialect.ts";
import type { NameSet } from "../known-names.ts";
import { RecordReader } from "../record-reader.ts";
import type { SpanRecord } from "../record.ts";

/** A name that stood in traffic, and the set it would be a member of. */
export interface MetName {
  readonly set: NameSet;
  readonly name: string;
}

/** A name that a manifest could hold: what people write has spaces, addresses have an `@`. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/;

const FIELDS: ReadonlyMap<Dialect, readonly CompiledField[]> = new Map(
  DIALECTS.map((dialect) => [
    dialect,
    compileFields(dialect).filter(({ set }) => set !== undefined),
  ]),
);

/**
 * The names that a span holds where its dialect looks for members of sets, and how many values there
 * do not look like names and are not returned.
 *
 * They come from traffic: whoever talks to an agent may have put them there. For drafts that a
 * person reviews, never for events.
 */
export function namesMet(record: SpanRecord): {
  readonly names: readonly MetName[];
  readonly leftOut: number;
} {
  const dialect = dialectOf(record);
  if (dialect === undefined) return { names: [], leftOut: 0 };
  const reader = new RecordReader(record);
  const names: MetName[] = [];
  let leftOut = 0;
  for (const { set, find } of FIELDS.get(dialect)!) {
    const value = find(reader);
    if (typeof value !== "string" || value === "") continue;
    if (NAME.test(value)) names.push({ set: set!, name: value });
    else leftOut++;
  }
  return { names, leftOut };
}
