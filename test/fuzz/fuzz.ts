import { Random } from "./random.ts";

const SECONDS = Number(process.env["AUDITSPAN_FUZZ_SECONDS"] ?? 30);
const SEED = process.env["AUDITSPAN_FUZZ_SEED"];

/** The longest that one share of the time may take, for the timeout of a test, in ms. */
export const FUZZ_TIMEOUT_MS: number = SECONDS * 1000 + 60_000;

/**
 * Calls a function with ever new random choices for a share of `AUDITSPAN_FUZZ_SECONDS` (30 by
 * default), and returns how often.
 *
 * What it throws comes out with the seed under which it happens at once: `AUDITSPAN_FUZZ_SEED`.
 */
export function fuzz(share: number, attempt: (random: Random) => void): number {
  const end = performance.now() + SECONDS * 1000 * share;
  const first = SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(SEED);
  let attempts = 0;
  for (; attempts === 0 || performance.now() < end; attempts++) {
    const seed = first + attempts;
    try {
      attempt(new Random(seed));
    } catch (cause) {
      const what = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`AUDITSPAN_FUZZ_SEED=${seed} finds: ${what}`, { cause });
    }
  }
  return attempts;
}
