import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { USER_TURNS } from "./conversation.ts";
import { PERSONAL_DATA } from "./personal-data.ts";

const SRC = dirname(import.meta.filename);

test("the agent holds its conversation offline and ends by itself", async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(SRC, "main.ts")], {
    // Colour must not depend on what the test runner asks for.
    env: { PATH: process.env["PATH"] },
    timeout: 20_000,
  });

  expect(stderr).toBe("");
  expect(stdout).not.toContain("\u001b");
  expect(stdout.split("\n").filter((line) => line !== "")).toEqual([
    `user: ${USER_TURNS[0]}`,
    "  · lookup_customer: done",
    expect.stringMatching(/^agent: Yes, /),
    `user: ${USER_TURNS[1]}`,
    "  · delete_account: failed",
    "  · send_email: failed",
    "  · send_email: done",
    expect.stringMatching(/^agent: I wrote to /),
    `user: ${USER_TURNS[2]}`,
    "  · the provider refused (400)",
    expect.stringMatching(/^agent: I cannot share /),
  ]);
});

test.each(PERSONAL_DATA)("the user says the $kind", ({ value }) => {
  expect(USER_TURNS.join("\n")).toContain(value);
});

test("nothing of the agent imports Auditspan", () => {
  const files = globSync("*.ts", { cwd: SRC }).filter((file) => !file.endsWith(".test.ts"));
  expect(files).toContain("main.ts");
  for (const file of files) {
    expect(readFileSync(join(SRC, file), "utf8"), file).not.toMatch(/auditspan/i);
  }
});
