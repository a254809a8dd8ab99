import { expect, test } from "vitest";
import type { Loss } from "./loss.ts";
import { LossLedger } from "./loss-ledger.ts";

function loss(from: number, to: number, parts: Partial<Loss> = {}): Loss {
  return { lane: "a", from, to, count: to - from + 1, reason: "rejected", ...parts };
}

function takeAll(ledger: LossLedger): Loss[] {
  const losses: Loss[] = [];
  for (let next = ledger.take(); next !== undefined; next = ledger.take()) losses.push(next);
  return losses;
}

test.each([
  ["the range behind", [loss(0, 3), loss(4, 6)], [loss(0, 6)]],
  ["the range before", [loss(4, 6), loss(0, 3)], [loss(0, 6)]],
  ["not a range with a gap", [loss(0, 3), loss(5, 6)], [loss(0, 3), loss(5, 6)]],
  [
    "not another reason",
    [loss(0, 3), loss(4, 6, { reason: "shutdown" })],
    [loss(0, 3), loss(4, 6, { reason: "shutdown" })],
  ],
  [
    "not another lane",
    [loss(0, 3), loss(4, 6, { lane: "b" })],
    [loss(0, 3), loss(4, 6, { lane: "b" })],
  ],
])("merges %s", (_name, losses, expected) => {
  const ledger = new LossLedger();
  for (const each of losses) ledger.add(each);
  expect(takeAll(ledger)).toEqual(expected);
});

test("holds a bounded number of losses and the right count", () => {
  const ledger = new LossLedger();
  for (let i = 0; i < 10_000; i++) ledger.add(loss(i * 2, i * 2));
  const losses = takeAll(ledger);
  expect(losses.length).toBeLessThan(300);
  expect(losses.reduce((sum, each) => sum + each.count, 0)).toBe(10_000);
  expect(losses.at(-1)?.to).toBe(19_998);
});

test("of more lanes than there is room for, the oldest loss is handed back", () => {
  const ledger = new LossLedger();
  const lanes = Array.from({ length: 300 }, (_, i) => i.toString(16).padStart(16, "0"));
  const handedBack = lanes.flatMap(
    (lane) => ledger.add({ lane, from: 1, to: 1, count: 1, reason: "queue_full" }) ?? [],
  );
  expect(handedBack.map(({ lane }) => lane)).toEqual(lanes.slice(0, 44));
});
