import { printable } from "@auditspan/emitter/printable";
import type { CommandIo, Commands, ExitCode } from "./command.ts";
import { commandsOf, groupHelp, programHelp } from "./help.ts";
import { VERSION } from "./version.ts";

/** Answers arguments that name no command: with the help text, the version, or what was expected. */
export function unknownCommand(
  args: readonly string[],
  commands: Commands,
  io: CommandIo,
): ExitCode {
  if (args[0] === "--help" || args[0] === "-h" || args[0] === "help") {
    io.out(programHelp(commands));
    return 0;
  }
  if (args[0] === "--version" || args[0] === "-V") {
    io.out(`auditspan ${VERSION}`);
    return 0;
  }
  const group = commandsOf(args[0] ?? "", commands);
  if (group.length > 0) return unknownInGroup(args, group, commands, io);
  if (args[0] !== undefined) {
    io.err(
      `auditspan: expected one of ${Object.keys(commands).join(", ")}, got ${quoted(args[0])}`,
    );
  }
  io.err(programHelp(commands));
  return 2;
}

function unknownInGroup(
  [word = "", second]: readonly string[],
  group: readonly string[],
  commands: Commands,
  io: CommandIo,
): ExitCode {
  if (second === "--help" || second === "-h") {
    io.out(groupHelp(word, commands));
    return 0;
  }
  if (second !== undefined) {
    io.err(`auditspan: expected one of ${group.join(", ")}, got ${quoted(second)}`);
  }
  io.err(groupHelp(word, commands));
  return 2;
}

function quoted(word: string): string {
  return printable(JSON.stringify(word));
}
