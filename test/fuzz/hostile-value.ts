import type { CorpusSeed } from "./corpus-seeds.ts";
import type { Random } from "./random.ts";

/** Keys that reach into objects, and keys that are no names at all. */
export const HOSTILE_KEYS = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "length",
  "then",
  "toJSON",
  "",
  "0",
  "\u0000",
  "\ud800",
  "k".repeat(10_000),
] as const;

/** Words that some table knows, so that the code behind it is reached. */
const KNOWN_WORDS = [
  "chat",
  "execute_tool",
  "invoke_agent",
  "assistant",
  "user",
  "tool",
  "stop",
  "gpt-4o-mini",
  "openai",
  "text",
  "tool_call",
  "reasoning",
] as const;

const ODD_SCALARS: readonly unknown[] = [
  null,
  undefined,
  true,
  false,
  "",
  0,
  -0,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 31,
  2 ** 53,
  2 ** 64,
  -(2n ** 63n),
  10n ** 20n,
  4_915_372_817_957,
  new Uint8Array([0xff, 0x00, 0x7f]),
  "\ud800",
  "{",
  "[",
  '{"role":',
  "null",
  "[]",
  "{}",
  "[[[[[[[[]]]]]]]]",
];

/** A value that no instrumentation writes, or a canary where a value was. */
export function hostileValue(random: Random, seed: CorpusSeed): unknown {
  switch (random.int(9)) {
    case 0:
    case 1:
    case 2:
      return canaryValue(random, seed);
    case 3:
      return hugeValue(random, random.pick(seed.canaries));
    case 4:
      return deepValue(random, random.pick(seed.canaries));
    case 5:
      return withKeys(random, { text: random.pick(seed.canaries) });
    default:
      return random.pick(ODD_SCALARS);
  }
}

function canaryValue(random: Random, seed: CorpusSeed): unknown {
  const canary = random.pick(seed.canaries);
  const word = random.pick([...KNOWN_WORDS, ...seed.names.tools, ...seed.names.agents]);
  switch (random.int(10)) {
    case 0:
      return [canary, word];
    case 1:
      return { [canary]: canary };
    case 2:
      return [{ role: random.pick(["assistant", "user", canary]), content: canary, name: canary }];
    case 3:
      return JSON.stringify([{ role: "assistant", parts: [{ type: word, content: canary }] }]);
    case 4:
      return `${word} ${canary}`;
    case 5:
      return `${word}-${canary}`;
    case 6:
      return `${canary} ${word}`;
    case 7:
      return JSON.stringify({ [canary]: JSON.stringify({ messages: [canary] }) });
    default:
      return canary;
  }
}

function hugeValue(random: Random, canary: string): unknown {
  const size = 10 ** (2 + random.int(4));
  switch (random.int(5)) {
    case 0:
      return `${canary} `.repeat(size / 10);
    case 1:
      return Array.from({ length: size / 10 }, () => canary);
    case 2:
      return JSON.stringify(
        Array.from({ length: size / 20 }, () => ({ role: "user", content: canary })),
      );
    case 3:
      return Object.fromEntries(Array.from({ length: size / 20 }, (_, i) => [`k${i}`, canary]));
    default:
      return "[".repeat(size);
  }
}

function deepValue(random: Random, canary: string): unknown {
  const levels = random.pick([3, 17, 101, 5000]);
  const wrap = random.pick<(inner: unknown) => unknown>([
    (inner) => [inner],
    (inner) => ({ messages: inner }),
    (inner) => ({ message: inner, content: inner }),
    (inner) => [{ role: "assistant", content: inner }],
  ]);
  let value: unknown = canary;
  for (let level = 0; level < levels; level++) value = wrap(value);
  if (random.chance(0.5) || levels > 1000) return value;
  return levels > 20 ? `${"[".repeat(levels)}${"]".repeat(levels)}` : jsonText(value);
}

/** An object that has a hostile key of its own, with or without a prototype. */
export function withKeys(random: Random, value: object): object {
  const made = random.chance(0.5) ? (Object.create(null) as object) : {};
  Object.assign(made, value);
  const key = random.pick(HOSTILE_KEYS);
  return Object.defineProperty(made, key, {
    value: random.pick([value, "text", null, 7]),
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** The JSON text of a value that has at most a few levels; shared parts make it long otherwise. */
function jsonText(value: unknown): string {
  const text = JSON.stringify(value, (key, item: unknown) => (key === "content" ? "" : item));
  return text ?? "";
}
