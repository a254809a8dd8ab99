import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CommandError, UsageError } from "./command.ts";
import type { Command } from "./command.ts";
import { runCommand } from "./run-command.ts";
import { recordedIo } from "./testing/recorded-io.ts";

const COMMANDS: Record<string, Command> = {
  look: command((values, rest) => {
    if (rest.length > 1) throw new UsageError("expected one place");
    if (values["deep"] === true) throw new CommandError("too dark");
    if (rest[0] === "crash") throw new Error("broken");
    if (rest[0] === "open") readFileSync("/none");
    return rest[0] === undefined ? 1 : 0;
  }),
  "look around": command(() => 0),
  "hear near": command(() => 0),
  "hear far": command(() => 0),
};

function command(
  run: (values: Record<string, unknown>, rest: readonly string[]) => 0 | 1 | 2,
): Command {
  return {
    usage: "[PLACE] [--deep]",
    summary: "look somewhere",
    options: { deep: { type: "boolean", short: "d", help: "look longer" } },
    notes: ["It gets dark at night."],
    run: (values, rest, io) => {
      io.out(`looked at ${rest.join(" ")}`);
      return Promise.resolve(run(values, rest));
    },
  };
}

describe("the command line", () => {
  test.each([
    ["runs the command that is named", ["look", "here"], 0, /looked at here/],
    ["prefers the command of two words", ["look", "around"], 0, /looked at $/],
    ["passes on that the answer is no", ["look"], 1, /looked at/],
    [
      "explains a command",
      ["look", "--help"],
      0,
      /usage: auditspan look \[PLACE\] \[--deep\][^]*-d, --deep[^]*dark at night/,
    ],
    ["explains itself", ["--help"], 0, /look around  look somewhere/],
    ["explains a group of commands", ["hear", "--help"], 0, /hear near  look somewhere/],
    ["says its version", ["--version"], 0, /^auditspan \d+\.\d+\.\d+$/],
  ])("%s", async (_, args, code, output) => {
    const io = recordedIo();
    expect(await runCommand(args, COMMANDS, io)).toBe(code);
    expect(io.stdout.join("\n")).toMatch(output);
    expect(io.stderr).toEqual([]);
  });

  test.each([
    ["an unknown command", ["jump"], 2, /expected one of look, look around, [^]*, got "jump"/],
    [
      "the first word of commands alone",
      ["hear"],
      2,
      /^usage: auditspan hear[^]*hear near[^]*hear far/,
    ],
    [
      "an unknown second word",
      ["hear", "all"],
      2,
      /^auditspan: expected one of hear near, hear far, got "all"/,
    ],
    ["no command", [], 2, /^usage: auditspan COMMAND/],
    ["an unknown option", ["look", "--far"], 2, /Unknown option '--far'[^]*usage: auditspan look/],
    ["wrong usage", ["look", "here", "there"], 2, /expected one place[^]*usage: auditspan look/],
    ["what cannot be done", ["look", "--deep"], 1, /^auditspan look: too dark$/],
    [
      "a failure of the system",
      ["look", "open"],
      1,
      /look: \/none: expected to open it, got ENOENT$/,
    ],
    ["a failure that nobody foresaw", ["look", "crash"], 1, /^auditspan look: broken$/],
  ])("tells %s on standard error", async (_, args, code, message) => {
    const io = recordedIo();
    expect(await runCommand(args, COMMANDS, io)).toBe(code);
    expect(io.stderr.join("\n")).toMatch(message);
  });
});
