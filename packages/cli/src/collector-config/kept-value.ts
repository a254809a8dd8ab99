import type { Kind, KnownNames, NameSet } from "@auditspan/core";
import { anyOf, literal, matches } from "./ottl.ts";
import { valueCondition } from "./value-condition.ts";

/**
 * OTTL statements that copy the first value of some places to another place, if it is one of its
 * kind, and leave that place as it is if not. A text that should be a member of a set and is none
 * becomes `unregistered`.
 */
export function keptValue(
  from: readonly string[],
  to: string,
  kind: Kind,
  names: KnownNames,
): string[] {
  if (kind.kind === "member" && kind.set !== "event_types") {
    return keptMember(from, to, kind.set, names);
  }
  return from.flatMap((place) => {
    const condition = valueCondition(place, kind, () => undefined);
    return condition === undefined
      ? []
      : [`set(${to}, ${place}) where ${to} == nil and ${condition}`];
  });
}

function keptMember(
  from: readonly string[],
  to: string,
  set: NameSet,
  names: KnownNames,
): string[] {
  const known = names[set].size > 0 ? spellings(set, names) : undefined;
  const copies = from.flatMap((place) => {
    const absent = `${to} == nil and IsString(${place})`;
    return [
      ...(known === undefined
        ? []
        : [`set(${to}, ${place}) where ${absent} and ${matches(place, known)}`]),
      `set(${to}, "unregistered") where ${absent} and ${place} != ""`,
    ];
  });
  if (known === undefined) return copies;
  const member = `replace_pattern(${to}, ${literal(`\\A(?:${known})\\z`)}, "$1$2")`;
  return [...copies, `${member} where ${to} != nil`];
}

/** Spellings that are read as a member of a set; the member is the first or the second group. */
function spellings(set: NameSet, names: KnownNames): string {
  if (set === "models") {
    const models = anyOf(names.models);
    const release = "-latest|[-@](?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}|[0-9]{4})";
    return `(${models})|(?:(?:${anyOf(names.providers)})/)?(${models})(?:${release})?`;
  }
  if (set === "providers") {
    const stems = [...names.providers].filter((name) => !name.includes("."));
    return `(${anyOf(names.providers)})|(${anyOf(stems)})\\.(?s:.)*`;
  }
  return `(${anyOf(names[set])})`;
}
