import type { AnyValue } from "../record.ts";

/**
 * Attributes under construction. Nothing is inherited, so a key such as `__proto__` or `constructor`
 * is a key like any other; and unlike `Object.create(null)` it keeps the fast shape of objects.
 */
export type AttributeMap = Record<string, AnyValue>;

const Attributes = function () {} as unknown as new () => AttributeMap;
Object.defineProperty(Attributes, "prototype", { value: Object.freeze(Object.create(null)) });

export function createAttributeMap(): AttributeMap {
  return new Attributes();
}
