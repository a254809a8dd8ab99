import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { COMMANDS } from "./command-table.ts";

test.each(Object.entries(COMMANDS))("%s is summed up as it says itself", async (_, lazy) => {
  expect(lazy.summary).toBe((await lazy.load()).summary);
});

test("every command that there is can be called", () => {
  const files = readdirSync(`${import.meta.dirname}/commands`)
    .filter((file) => !file.endsWith(".test.ts"))
    .map((file) => file.replace(/\.ts$/, ""));
  const called = Object.keys(COMMANDS).map((name) => name.replaceAll(" ", "-"));
  expect(called.sort()).toEqual(files.sort());
});
