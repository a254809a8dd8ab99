import { knownNames } from "@auditspan/core";
import type { Kind } from "@auditspan/core";
import { CONTENT_ATTRIBUTES } from "../../packages/cli/src/collector-config/content-lane.ts";

/** Whether every word of a text was known before anybody spoke. */
export function isKnownText(text: string): boolean {
  return text.split(" ").every((word) => KNOWN.has(word)) || GENAI_EVENTS.has(text);
}

const NAMES = knownNames();
const KNOWN = new Set([
  "service.name",
  "unregistered",
  "foreign",
  "span",
  ...Object.keys(CONTENT_ATTRIBUTES),
  ...NAMES.models,
  ...NAMES.providers,
  ...Object.values(CONTENT_ATTRIBUTES).flatMap(enumValues),
]);

function enumValues(kind: Kind): readonly string[] {
  if (kind.kind === "list") return enumValues(kind.of);
  return kind.kind === "enum" ? kind.values : [];
}

const GENAI_EVENTS = new Set([
  "gen_ai.system.message",
  "gen_ai.user.message",
  "gen_ai.assistant.message",
  "gen_ai.tool.message",
  "gen_ai.choice",
  "gen_ai.client.inference.operation.details",
  "gen_ai.client.operation.exception",
  "gen_ai.evaluation.result",
]);
