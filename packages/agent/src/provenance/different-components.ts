import { COMPONENTS } from "@auditspan/core";
import type { Component } from "@auditspan/core";

type Digests = Readonly<Record<Component, string>>;

/** The components whose digests differ, in the order of the schema. */
export function differentComponents(a: Digests, b: Digests): readonly Component[] {
  return COMPONENTS.filter((name) => a[name] !== b[name]);
}
