import { ATTRIBUTE_GROUPS, ATTRIBUTES } from "./attributes.ts";
import type { AttributeValue } from "./audit-event.ts";
import { EVENT_TYPES } from "./event-types.ts";
import { kindCheck } from "./kind-checks.ts";
import type { Check } from "./kind-checks.ts";
import { kindReader } from "./kind-readers.ts";
import type { Read } from "./kind-readers.ts";
import type { ProjectionContext } from "./projection-context.ts";

interface Detail {
  readonly read: Read;
  readonly check: Check;
  readonly keyed: boolean;
}

const DETAILS: ReadonlyMap<string, ReadonlyMap<string, Detail>> = new Map(
  Object.entries(EVENT_TYPES).map(([type, { must, may, origin }]) => {
    const names = [...must, ...may].flatMap((name) =>
      Object.keys(ATTRIBUTE_GROUPS[name] ?? { [name]: 0 }),
    );
    return [type, new Map(names.map((name) => [name, detail(name, origin === "system")]))] as const;
  }),
);

/**
 * Reads the details that somebody states for an event through the kinds of its type. What does not
 * fit, or does not belong to the type, is dropped and counted.
 */
export function readDetails(
  type: string,
  details: Readonly<Record<string, unknown>>,
  context: ProjectionContext,
  attributes: Record<string, AttributeValue>,
): void {
  const known = DETAILS.get(type)!;
  let dropped = 0;
  for (const name of Object.keys(details)) {
    const value = details[name];
    if (value === undefined) continue;
    const kept = readDetail(known.get(name), name, value, context);
    if (kept === undefined) dropped++;
    else attributes[name] = kept;
  }
  if (dropped > 0) attributes["auditspan.dropped_attributes"] = dropped;
}

function readDetail(
  detail: Detail | undefined,
  name: string,
  value: unknown,
  { names, keyed }: ProjectionContext,
): AttributeValue | undefined {
  if (detail === undefined) return undefined;
  const read = detail.read(value, names);
  if (read !== undefined) return read;
  // A value that is already in its final form: an id, a digest, a hex string that we computed.
  if (detail.check(value, names)) {
    return (Array.isArray(value) ? [...value] : value) as AttributeValue;
  }
  // Plain text for a keyed attribute is committed, never kept.
  return detail.keyed && typeof value === "string" ? keyed(name, value) : undefined;
}

function detail(name: string, ours: boolean): Detail {
  const kind = ATTRIBUTES[name];
  if (kind === undefined) throw new TypeError(`event types: expected an attribute, got ${name}`);
  // Of what an application states nothing is in its final form, even when it looks like it.
  const check = ours ? kindCheck(kind) : () => false;
  return { read: kindReader(kind), check, keyed: kind.kind === "keyed" };
}
