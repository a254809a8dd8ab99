import { MANIFEST_FIELDS } from "@auditspan/core/manifest";
import type { LocatedMap } from "./located.ts";

const NAME_LISTS = new Set([
  "agent",
  "agents",
  "tools",
  "models",
  "hosts",
  "mcpServers",
  "prompts",
  "processingActivities",
  "images",
]);
const MANIFEST_ONLY = ["$schema", "extends", ...Object.keys(MANIFEST_FIELDS)].filter(
  (name) => !NAME_LISTS.has(name),
);

/**
 * Whether a document is a plain names file: names alone, and no field that only a manifest has. The
 * fields that both have are lists of names there and lists of objects here.
 */
export function isNamesFile({ entries }: LocatedMap): boolean {
  if (MANIFEST_ONLY.some((name) => entries.has(name))) return false;
  return [...NAME_LISTS].every((name) => {
    const value = entries.get(name)?.value;
    if (value?.is === "list") return value.items.every((item) => item.is !== "map");
    // A map in the place of a list is wrong in both.
    return name !== "agent" || value?.is !== "map";
  });
}
