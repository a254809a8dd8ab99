import { printable } from "@auditspan/emitter/printable";
import { CommandError, parseConfig, UsageError } from "./command.ts";
import type { Command, CommandIo, Commands, ExitCode, OptionValues } from "./command.ts";

/**
 * Runs the command that the arguments name. A command of two words (`session list`) is found before
 * one of one word. Never throws: what went wrong is one line on standard error and an exit status.
 * Whatever a command says on standard error is made printable here, so that no name or path in it,
 * of whomever, reaches a terminal as it is.
 */
export async function runCommand(
  args: readonly string[],
  commands: Commands,
  given: CommandIo,
): Promise<ExitCode> {
  const io: CommandIo = { ...given, err: (line) => given.err(printable(line)) };
  const name = [args.slice(0, 2).join(" "), args[0] ?? ""].find((word) =>
    Object.hasOwn(commands, word),
  );
  // What explains commands is imported when it is asked for, so that none waits for it.
  if (name === undefined) {
    return (await import("./unknown-command.ts")).unknownCommand(args, commands, given);
  }
  const entry = commands[name]!;
  const command = "load" in entry ? await entry.load() : entry;
  try {
    // Not imported, which would load all of `node:util` before any command.
    const { parseArgs } = process.getBuiltinModule("node:util");
    const { values, positionals } = parseArgs({
      args: args.slice(name.split(" ").length),
      options: parseConfig(command),
      allowPositionals: true,
    });
    if (values["help"] === true) {
      io.out((await import("./help.ts")).commandHelp(name, command));
      return 0;
    }
    return await command.run(values as OptionValues, positionals, io);
  } catch (error) {
    return failed(name, command, error, io);
  }
}

function failed(name: string, command: Command, error: unknown, io: CommandIo): ExitCode {
  if (error instanceof CommandError) {
    io.err(`auditspan ${name}: ${error.message}`);
    return 1;
  }
  if (error instanceof UsageError || isParseError(error)) {
    // Node explains some of its errors in several lines.
    io.err(`auditspan ${name}: ${error.message.replaceAll("\n", " ")}`);
    io.err(`usage: auditspan ${name}${command.usage === "" ? "" : ` ${command.usage}`}`);
    return 2;
  }
  io.err(`auditspan ${name}: ${failureText(error)}`);
  return 1;
}

// The system's own text names a call, and quotes paths as it likes.
function failureText(error: unknown): string {
  if (!(error instanceof Error)) return "failed";
  const { code, syscall, path, message } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return message;
  return path === undefined
    ? `${syscall}: ${code}`
    : `${path}: expected to ${syscall} it, got ${code}`;
}

function isParseError(error: unknown): error is Error {
  return (
    error instanceof TypeError &&
    String((error as NodeJS.ErrnoException).code).startsWith("ERR_PARSE_ARGS")
  );
}
