import { expect, test } from "vitest";
import { decodeBody, OtlpDecodeError } from "@auditspan/core";
import type { LogRecord, SpanRecord } from "@auditspan/core";
import { foldRecords } from "./fold-records.ts";
import { fuzz, FUZZ_TIMEOUT_MS } from "./fuzz.ts";
import { mutateBytes } from "./mutate-bytes.ts";
import type { Random } from "./random.ts";
import { SMALL_BODIES } from "./small-bodies.ts";
import type { SmallBody } from "./small-bodies.ts";

test(
  "mutated bodies are refused with one kind of error, or yield events that are allowed",
  () => {
    const reached = { refused: 0, protobuf: 0, json: 0 };
    fuzz(0.4, (random) => {
      const body = random.pick(SMALL_BODIES);
      const bytes = mutateBytes(body, random);
      const records = decoded(bytes, body, random);
      if (records === undefined) return reached.refused++;
      // A changed length can make many empty records of one body.
      foldRecords(records.slice(0, 64), body.seed.names, random);
      return reached[body.encoding]++;
    });
    // Mutations that were all refused, or none, would prove nothing.
    for (const count of Object.values(reached)) expect(count).toBeGreaterThan(0);
  },
  FUZZ_TIMEOUT_MS,
);

/** The records of a body, or undefined when it was refused as it should be. */
function decoded(
  bytes: Uint8Array,
  { signal, encoding, seed }: SmallBody,
  random: Random,
): (SpanRecord | LogRecord)[] | undefined {
  try {
    return decodeBody(bytes, random.chance(0.5) ? { signal } : { signal, encoding });
  } catch (error) {
    if (!(error instanceof OtlpDecodeError)) throw error;
    const quoted = seed.canaries.find((canary) => error.message.includes(canary));
    if (quoted !== undefined) throw new Error("an error that quotes the body", { cause: error });
    return undefined;
  }
}
