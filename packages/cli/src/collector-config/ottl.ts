/*
 * Pieces of OTTL, the language in which the stock collector's `transform` and `filter` are told what
 * to do. Its patterns are RE2.
 */

/** A text literal. */
export function literal(value: string): string {
  return JSON.stringify(value);
}

/** The attribute of a path such as `span.attributes`. */
export function at(path: string, key: string): string {
  return `${path}[${literal(key)}]`;
}

/** Whether the whole value of a path is of this pattern. */
export function matches(path: string, pattern: string): string {
  // Not ^ and $: the collector reads a dollar sign in its configuration as a variable.
  return `IsMatch(${path}, ${literal(`\\A(?:${pattern})\\z`)})`;
}

/** The pattern of some texts and no other. */
export function anyOf(values: Iterable<string>): string {
  return [...values]
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((value) => value.replaceAll(SPECIAL, "\\$&"))
    .join("|");
}

const SPECIAL = /[\\.+*?()|[\]{}^$]/g;
