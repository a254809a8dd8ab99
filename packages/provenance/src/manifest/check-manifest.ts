import { EVENT_TYPES } from "@auditspan/core/manifest";
import type { Located, LocatedMap } from "./located.ts";
import type { Report } from "./report.ts";

/** Reports what the shape of a single field cannot tell: models without a pin, unknown event types. */
export function checkManifest(map: LocatedMap, report: Report): void {
  for (const [index, model] of itemsOf(map, "models").entries()) {
    if (model.is !== "map" || model.entries.has("version") || model.entries.has("digest")) continue;
    report.add("unpinned_model", model.at, `models[${index}]: expected a version or a digest`);
  }
  // A document of event types may name more than the core types.
  if (map.entries.has("eventTypes")) return;
  for (const [index, tool] of itemsOf(map, "tools").entries()) {
    const type = tool.is === "map" ? tool.entries.get("eventType")?.value : undefined;
    if (type?.is !== "scalar" || typeof type.value !== "string") continue;
    if (Object.hasOwn(EVENT_TYPES, type.value) && EVENT_TYPES[type.value]?.origin === "action") {
      continue;
    }
    const message = `tools[${index}].eventType: expected the event type of an action, or a document of event types in eventTypes`;
    report.add("invalid_value", type.at, message);
  }
}

function itemsOf(map: LocatedMap, name: string): readonly Located[] {
  const value = map.entries.get(name)?.value;
  return value?.is === "list" ? value.items : [];
}
