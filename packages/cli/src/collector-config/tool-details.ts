import type { KnownNames } from "@auditspan/core";
import { anyOf, at, matches } from "./ottl.ts";
import { valueCondition } from "./value-condition.ts";
import type { NamePatterns } from "./value-pattern.ts";

/**
 * The attributes under which declared parameters and result fields of tools stand, each with the OTTL
 * condition that it stands on a call of a tool that declares it, with a value of the tool's own kind.
 * Empty for a names file, which declares none.
 */
export function toolDetails(
  path: string,
  { toolRules = new Map() }: Pick<KnownNames, "toolRules">,
  names: NamePatterns,
): ReadonlyMap<string, string> {
  // Attribute to the conditions that tools have for it, each with those tools.
  const declared = new Map<string, Map<string, string[]>>();
  for (const [tool, { kinds }] of toolRules) {
    for (const [attribute, kind] of kinds) {
      const condition = valueCondition(at(path, attribute), kind, names);
      if (condition === undefined) continue;
      const conditions = declared.get(attribute) ?? new Map<string, string[]>();
      declared.set(attribute, conditions);
      conditions.set(condition, [...(conditions.get(condition) ?? []), tool]);
    }
  }
  const tool = at(path, "gen_ai.tool.name");
  const ofTool = ([condition, tools]: readonly [string, readonly string[]]): string =>
    `(IsString(${tool}) and ${matches(tool, anyOf(tools))} and ${condition})`;
  return new Map(
    [...declared]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([attribute, conditions]) => [attribute, [...conditions].map(ofTool).join(" or ")]),
  );
}
