import { expect, test } from "vitest";
import type { AuditEvent } from "@auditspan/core";
import { CORPUS_SEEDS } from "./corpus-seeds.ts";
import { foldRecords } from "./fold-records.ts";
import { fuzz, FUZZ_TIMEOUT_MS } from "./fuzz.ts";
import { mutateRecord } from "./mutate-record.ts";

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
