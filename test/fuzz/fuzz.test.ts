import { expect, test } from "vitest";
import { decodeBody, OtlpDecodeError } from "@auditspan/core";
import type { AuditEvent, LogRecord, SpanRecord } from "@auditspan/core";
import { CORPUS_SEEDS } from "./corpus-seeds.ts";
import { foldRecords } from "./fold-records.ts";
import { fuzz, FUZZ_TIMEOUT_MS } from "./fuzz.ts";
import { mutateBytes } from "./mutate-bytes.ts";
import { mutateRecord } from "./mutate-record.ts";
import type { Random } from "./random.ts";
import { SMALL_BODIES } from "./small-bodies.ts";
import type { SmallBody } from "./small-bodies.ts";

// One file, so that a run of all tests has the other cores for the rest.

test(
  "mutated records yield events, all of them allowed, without an exception and in time",
  () => {
    const types = new Set<string>();
    const attempts = fuzz(0.6, (random) => {
      const seed = random.pick(CORPUS_SEEDS);
      const first = random.int(seed.records.length);
      const records = seed.records.slice(first, first + 1 + random.int(8));
      // A part of another run, and one that comes twice.
      if (random.chance(0.2)) records.push(random.pick(random.pick(CORPUS_SEEDS).records));
      if (random.chance(0.2)) records.push(random.pick(records));
      if (random.chance(0.2)) records.reverse();
      const mutated = records.map((record) =>
        random.chance(0.6) ? mutateRecord(record, random, seed) : record,
      );
      const told: readonly AuditEvent[] = foldRecords(mutated, seed.names, random);
      for (const { type } of told) types.add(type);
    });
    expect(attempts).toBeGreaterThan(0);
    // Mutations that nobody recognises would prove nothing.
    expect([...types]).toEqual(expect.arrayContaining(["model_completion", "tool_call"]));
  },
  FUZZ_TIMEOUT_MS,
);

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
