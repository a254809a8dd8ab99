import { beforeEach, expect, test } from "vitest";
import { ByteBudget } from "./byte-budget.ts";
import { Refusal } from "./refusal.ts";

let time = 0;
beforeEach(() => void (time = 0));

/** A budget of 100 bytes, and who loses its room in it. */
function newBudget() {
  const budget = new ByteBudget(100, () => time);
  const evicted: string[] = [];
  const open = (name: string, bytes: number) => {
    const account = budget.open();
    account.onEvict = () => void evicted.push(name);
    account.take(bytes);
    return account;
  };
  return { open, evicted };
}

test("a full budget takes no more, and again when there is room", () => {
  const { open, evicted } = newBudget();
  const first = open("a", 60);
  expect(() => open("b", 41)).toThrow(Refusal);
  open("c", 40);
  first.close();
  open("d", 60);
  expect(() => open("e", 1)).toThrow("got 100 bytes under way already");
  expect(evicted).toEqual([]);
});

test("bodies that have been on their way for two seconds make room, oldest first, no more than needed", () => {
  const { open, evicted } = newBudget();
  const names = ["a", "b", "c", "d"];
  const accounts = names.map((name) => open(name, 25));
  time = 1_999;
  expect(() => open("early", 1)).toThrow(Refusal);
  time = 2_000;
  open("e", 30);
  expect(evicted).toEqual(["a", "b"]);
  for (const account of accounts) account.close();
  open("f", 70);
  expect(() => open("g", 1)).toThrow(Refusal);
});

test("a body that came whole keeps its room", () => {
  const { open, evicted } = newBudget();
  open("a", 50).onEvict = undefined;
  open("b", 50);
  time = 5_000;
  open("c", 50);
  expect(evicted).toEqual(["b"]);
});

test("who has been on its way for longest makes no other give way", () => {
  const { open, evicted } = newBudget();
  const slow = open("slow", 50);
  time = 5_000;
  open("b", 50);
  time = 10_000;
  expect(() => slow.take(1)).toThrow(Refusal);
  expect(evicted).toEqual([]);
});
