export const SECRET_PLACES = ["input", "output", "arguments", "result", "error", "other"] as const;

/** A value of `auditspan.secret.place`. */
export type SecretPlace = (typeof SECRET_PLACES)[number];

// The first that fits wins: `gen_ai.tool.call.result` before `output`, `exception.message` first.
const WORDS: readonly (readonly [word: string, place: SecretPlace])[] = [
  ["exception", "error"],
  ["error", "error"],
  ["argument", "arguments"],
  ["parameter", "arguments"],
  ["result", "result"],
  ["tool.message", "result"],
  ["input", "input"],
  ["prompt", "input"],
  ["instruction", "input"],
  ["question", "input"],
  ["request", "input"],
  ["user.message", "input"],
  ["system.message", "input"],
  ["output", "output"],
  ["completion", "output"],
  ["response", "output"],
  ["choice", "output"],
  ["assistant.message", "output"],
];

/**
 * The place that a key of a record, or the name of its event, tells of; undefined when it tells none.
 *
 * It looks at words, not at dialects: what a key means exactly matters less than that none is missed.
 */
export function secretPlace(key: string): SecretPlace | undefined {
  const name = key.slice(0, MAX_KEY).toLowerCase();
  return WORDS.find(([word]) => name.includes(word))?.[1];
}

const MAX_KEY = 128;
