import { expect } from "vitest";
import { recall } from "./checkers.ts";

/** Expects that a file of events shows what an auditor should learn from a run, and nothing false. */
export async function expectTruth(run: string, eventsFile: string): Promise<void> {
  const found = await recall(run, eventsFile);
  expect(found, run).toMatchObject({ tokens: 1, wrong: 0 });
  expect(found.recall, "recall").toBeGreaterThanOrEqual(0.95);
  expect(found.precision, "precision").toBeGreaterThanOrEqual(0.98);
  expect(found.facts, "facts").toBeGreaterThanOrEqual(0.95);
  expect(found.steps, "steps").toBeGreaterThanOrEqual(0.95);
}
