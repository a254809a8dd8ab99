import { ATTRIBUTE_GROUPS } from "../src/attributes.ts";
import { EVENT_TYPES } from "../src/event-types.ts";
import type { Kind } from "../src/kinds.ts";

/** The types of `audit.event` and `audit.action` as source text of the agent package. */
export function actionDetails(): string {
  const { action, commitments } = ATTRIBUTE_GROUPS;
  const types = Object.entries(EVENT_TYPES).filter(([, { origin }]) => origin === "action");
  const fields = Object.entries({ ...action, ...commitments }).filter(
    ([name]) => name !== "auditspan.commitment.key_id",
  );
  return `// Generated from the schema data by \`pnpm generate\`. Do not edit.

/** The event types that an application may state; the schema's own are \`system\` (SCHEMA section 3). */
export type ActionType =
${types.map(([name]) => `  | ${JSON.stringify(name)}`).join("\n")};

/**
 * What can be stated of an action, under the names of the schema (SCHEMA section 2).
 *
 * Values are read through their kinds: a name that is not known becomes \`unregistered\`, plain text
 * for an id or a commitment is kept as a keyed digest, and what does not fit is dropped and counted.
 */
export interface ActionDetails {
${fields.map(([name, kind]) => `  readonly ${JSON.stringify(name)}?: ${typeOf(kind)} | undefined;`).join("\n")}
}

/** Details of one event type: those without which it is not complete are required. */
export type DetailsOf<T extends string> = T extends "tool_call"
  ? ActionDetails & { readonly "gen_ai.tool.name": string }
  : ActionDetails;
`;
}

function typeOf(kind: Kind): string {
  switch (kind.kind) {
    case "flag":
      return "boolean";
    case "count":
    case "size":
    case "ratio":
      return "number";
    case "list":
      return `readonly ${typeOf(kind.of)}[]`;
    default:
      return "string";
  }
}
