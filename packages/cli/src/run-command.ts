import { parseArgs } from "node:util";
import { CommandError, parseConfig, UsageError } from "./command.ts";
import type { Command, CommandIo, ExitCode, OptionValues } from "./command.ts";
import { commandHelp, programHelp } from "./help.ts";

/**
 * Runs the command that the arguments name. A command of two words (`session list`) is found before
 * one of one word. Never throws: what went wrong is one line on standard error and an exit status.
 */
export async function runCommand(
  args: readonly string[],
  commands: Readonly<Record<string, Command>>,
  io: CommandIo,
): Promise<ExitCode> {
  const name = [args.slice(0, 2).join(" "), args[0] ?? ""].find((word) =>
    Object.hasOwn(commands, word),
  );
  if (name === undefined) return unknownCommand(args, commands, io);
  const command = commands[name]!;
  try {
    const { values, positionals } = parseArgs({
      args: args.slice(name.split(" ").length),
      options: parseConfig(command),
      allowPositionals: true,
    });
    if (values["help"] === true) {
      io.out(commandHelp(name, command));
      return 0;
    }
    return await command.run(values as OptionValues, positionals, io);
  } catch (error) {
    return failed(name, command, error, io);
  }
}

function unknownCommand(
  args: readonly string[],
  commands: Readonly<Record<string, Command>>,
  io: CommandIo,
): ExitCode {
  if (args[0] === "--help" || args[0] === "-h" || args[0] === "help") {
    io.out(programHelp(commands));
    return 0;
  }
  if (args[0] !== undefined) {
    io.err(
      `auditspan: expected one of ${Object.keys(commands).join(", ")}, got ${JSON.stringify(args[0])}`,
    );
  }
  io.err(programHelp(commands));
  return 2;
}

function failed(name: string, command: Command, error: unknown, io: CommandIo): ExitCode {
  if (error instanceof CommandError) {
    io.err(`auditspan ${name}: ${error.message}`);
    return 1;
  }
  if (error instanceof UsageError || isParseError(error)) {
    io.err(`auditspan ${name}: ${error.message}`);
    io.err(`usage: auditspan ${name}${command.usage === "" ? "" : ` ${command.usage}`}`);
    return 2;
  }
  io.err(`auditspan ${name}: ${error instanceof Error ? error.message : "failed"}`);
  return 1;
}

function isParseError(error: unknown): error is Error {
  return (
    error instanceof TypeError &&
    String((error as NodeJS.ErrnoException).code).startsWith("ERR_PARSE_ARGS")
  );
}
