import type { CollectorConfig } from "./start-otelcol.ts";

/** A statement of the content lane, and where it stands in a preset. */
export interface Place {
  readonly name: string;
  readonly processor: string;
  readonly signal: "traces" | "logs";
  readonly path: readonly (string | number)[];
  readonly statement: string;
}

/** Every statement that clears a field, and one of those that copy a value, for each context. */
export function statementsOf({ processors }: CollectorConfig): Place[] {
  const found: Place[] = [];
  const copies = new Set<string>();
  for (const processor of ["filter/content", "transform/content"]) {
    for (const [list, groups] of Object.entries(processors[processor]!)) {
      if (!Array.isArray(groups)) continue;
      const signal = list.startsWith("log") ? "logs" : "traces";
      for (const [at, group] of (groups as Record<string, string | string[]>[]).entries()) {
        const field = "statements" in group ? "statements" : "conditions";
        for (const [index, statement] of (group[field] as string[]).entries()) {
          const kind = `${signal} ${String(group["context"])} ${statement.split("(")[0]}`;
          if (isCopy(statement) && copies.has(kind)) continue;
          copies.add(kind);
          const path = [list, at, field, index];
          found.push({
            name: `${signal}: ${shortened(statement)}`,
            processor,
            signal,
            path,
            statement,
          });
        }
      }
    }
  }
  return found;
}

/**
 * Leaves out most statements that copy a value: what is copied does not change what is cleared, and a
 * hundred whole lanes take minutes to start.
 */
export function keepFewCopies({ processors }: CollectorConfig): void {
  const transform = processors["transform/content"]!;
  for (const list of ["trace_statements", "log_statements"]) {
    for (const group of transform[list] as { statements: string[] }[]) {
      group.statements = group.statements.filter(
        (statement) =>
          !isCopy(statement) ||
          /operation|provider|service|request\.model|input_tokens/.test(statement),
      );
    }
  }
}

/** The statement in a form that fails when it is run, not when it is read. */
export function broken(statement: string): string {
  if (!statement.includes("(") || / == | > | < | != /.test(statement.split(" where ")[0]!)) {
    return BROKEN;
  }
  return `${statement.split(" where ")[0]} where ${BROKEN}`;
}

const BROKEN = 'ParseJSON("{") != nil';

function isCopy(statement: string): boolean {
  return /^\w+\(\w+\.cache\[/.test(statement);
}

function shortened(statement: string): string {
  return statement.length > 90 ? `${statement.slice(0, 90)}…` : statement;
}
