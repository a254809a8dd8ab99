import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { say } from "./say.ts";

test("a line stands behind the common prefix", () => {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  say("no room");
  expect(write.mock.calls.map(([text]) => text)).toEqual(["auditspan: no room\n"]);
  write.mockRestore();
});

test("a name that would move a cursor or begin a line is shown instead", () => {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  say("no \u001B[2J\u009B\nroom");
  const written = write.mock.calls.map(([text]) => text);
  write.mockRestore();
  expect(written).toEqual(["auditspan: no \\u001b[2J\\u009b\\u000aroom\n"]);
});

test("a stderr that cannot be written to is no reason to throw", () => {
  const write = vi.spyOn(process.stderr, "write").mockImplementation(() => {
    throw new Error("gone");
  });
  expect(() => say("no room")).not.toThrow();
  write.mockRestore();
});

test("a process whose stderr is closed at the other end lives on", async () => {
  const child = spawn(
    process.execPath,
    [
      "-C",
      "@auditspan/source",
      fileURLToPath(new URL("testing/saying-process.ts", import.meta.url)),
    ],
    { stdio: ["pipe", "inherit", "pipe"] },
  );
  child.stderr.destroy();
  child.stdin.end("go");
  expect(await new Promise((done) => child.once("exit", done))).toBe(7);
});
