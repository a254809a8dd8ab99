import type { ParseArgsOptionsConfig } from "node:util";

/** Where a command writes, so that it can be tested as a function. */
export interface CommandIo {
  /** A line for standard output: results only. */
  readonly out: (line: string) => void;
  /** A line for standard error: notes, progress, errors. */
  readonly err: (line: string) => void;
  /** Whether standard output is a terminal that shows colour. */
  readonly colour: boolean;
  /** Whether standard error is a terminal, so that progress may be shown. */
  readonly progress: boolean;
  /** Aborted when the user asks to stop. */
  readonly signal: AbortSignal;
  readonly env: NodeJS.ProcessEnv;
}

export type OptionValues = Readonly<Record<string, string | boolean | undefined>>;

/** 0 done · 1 the answer is no, or it could not be done · 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

export interface Command {
  /** The rest of the first help line, after the command's own name. */
  readonly usage: string;
  readonly summary: string;
  /** Lines under the options in the help text. */
  readonly notes?: readonly string[] | undefined;
  readonly options: Readonly<Record<string, CommandOption>>;
  run(values: OptionValues, positionals: readonly string[], io: CommandIo): Promise<ExitCode>;
}

/** A command that is imported when it is called. Its summary is that of the command. */
export interface LazyCommand {
  readonly summary: string;
  load(): Promise<Command>;
}

/** Commands by name: one or two words. */
export type Commands = Readonly<Record<string, Command | LazyCommand>>;

export interface CommandOption {
  readonly type: "string" | "boolean";
  readonly short?: string | undefined;
  /** Placeholder of the value in the help text. */
  readonly value?: string | undefined;
  readonly help: string;
}

/** The user asked for something that the command line does not offer. Its message says what it does. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Something that stops a command, told to the user in one line. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** The options as `node:util` takes them. */
export function parseConfig(command: Command): ParseArgsOptionsConfig {
  const config: ParseArgsOptionsConfig = { help: { type: "boolean", short: "h" } };
  for (const [name, { type, short }] of Object.entries(command.options)) {
    config[name] = short === undefined ? { type } : { type, short };
  }
  return config;
}
