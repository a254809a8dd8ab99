import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { KnownNames, LogRecord, SpanRecord } from "@auditspan/core";
import { namesOf, recordsOf, runFolder, RUNS } from "../corpus/runs.ts";

/** Short ones are parts of too many other words. */
const MIN_CANARY = 6;

/** A recorded run, as the fuzz tests begin from it. */
export interface CorpusSeed {
  readonly run: string;
  readonly records: readonly (SpanRecord | LogRecord)[];
  readonly names: KnownNames;
  /** The personal data that was planted in it. */
  readonly canaries: readonly string[];
}

export const CORPUS_SEEDS: readonly CorpusSeed[] = RUNS.map((run) => ({
  run,
  records: recordsOf(run),
  names: namesOf(run),
  canaries: canariesOf(run),
}));

/** Every attribute key of the corpus: each dialect's keys, for spans of the others. */
export const CORPUS_KEYS: readonly string[] = [
  ...new Set(
    CORPUS_SEEDS.flatMap(({ records }) =>
      records.flatMap(({ attributes }) => Object.keys(attributes)),
    ),
  ),
];

function canariesOf(run: string): string[] {
  const file = readFileSync(join(runFolder(run), "case.json"), "utf8");
  const { canaries } = JSON.parse(file) as {
    canaries: { value: string; fragments?: string[] }[];
  };
  const texts = canaries.flatMap(({ value, fragments }) => [value, ...(fragments ?? [])]);
  return [...new Set(texts)].filter((text) => text.length >= MIN_CANARY);
}
