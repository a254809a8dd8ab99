import type { Finding, Severity } from "./finding.ts";
import type { Subject } from "./subject.ts";

/** Where something is seen, as names of variables, packages and files; undefined where it is not. */
export type Condition = (subject: Subject) => readonly string[] | undefined;

/** A piece of knowledge: what is seen, what it means and what to do. */
export interface Rule extends Omit<Finding, "severity" | "where"> {
  readonly severity: Severity | ((subject: Subject) => Severity);
  readonly seen: Condition;
}

/** The findings of those rules whose condition holds, in their order. */
export function applyRules(rules: readonly Rule[], subject: Subject): Finding[] {
  return rules.flatMap(({ id, severity, message, fix, seen }) => {
    const where = seen(subject);
    if (where === undefined) return [];
    const settled = typeof severity === "function" ? severity(subject) : severity;
    return [{ id, severity: settled, message, fix, where: [...new Set(where)] }];
  });
}
