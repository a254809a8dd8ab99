import type { AuditEvent, ProjectionContext } from "@auditspan/core";
import { judgeStrings } from "../property/allowed-strings.ts";
import type { Judged } from "../property/allowed-strings.ts";
import { CORPUS_SEEDS } from "./corpus-seeds.ts";

// Names that were known beforehand may be parts of what was planted later ("support", "gpt-4o").
const KNOWN = CORPUS_SEEDS.flatMap(({ names }) =>
  [names.tools, names.models, names.agents, names.providers, names.hosts].flatMap((set) => [
    ...set,
  ]),
).map((name) => name.toLowerCase());

const CANARIES: readonly string[] = [
  ...new Set(
    CORPUS_SEEDS.flatMap(({ canaries }) => canaries).map((canary) => canary.toLowerCase()),
  ),
].filter((canary) => !KNOWN.some((name) => name.includes(canary)));

/** What is computed has digits that may be any, so nothing is looked for in it. */
const COMPUTED = /that we computed$|^hex id$/;

// The strings of events are few, so each is searched once.
const searched = new Map<string, string | undefined>();

/**
 * Throws when a string of an event has no reason to be there (SCHEMA section 1), or holds a canary
 * of any recorded run.
 */
export function expectAllowed(event: AuditEvent, context: ProjectionContext): void {
  for (const judged of judgeStrings(event, context)) {
    if (judged.reason === undefined) throw new Error(`a string without a reason ${shown(judged)}`);
    if (COMPUTED.test(judged.reason)) continue;
    if (canaryIn(judged.text) !== undefined) throw new Error(`a canary ${shown(judged)}`);
  }
  for (const [name, value] of Object.entries(event.attributes)) {
    // The longest counts are those of tokens; a phone number or a card has more digits.
    const numbers = typeof value === "number" ? [value] : Array.isArray(value) ? value : [];
    if (numbers.some((number) => typeof number === "number" && Math.abs(number) > 2 ** 40)) {
      throw new Error(`a number wide enough for a phone number in ${name}`);
    }
  }
}

function canaryIn(text: string): string | undefined {
  if (!searched.has(text)) {
    const lower = text.toLowerCase();
    searched.set(
      text,
      CANARIES.find((canary) => lower.includes(canary)),
    );
  }
  return searched.get(text);
}

// All of it was made up by us, so it may be shown.
function shown({ where, text }: Judged): string {
  return `in ${where}: ${JSON.stringify(text.slice(0, 200))}`;
}
