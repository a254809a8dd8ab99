import type { Command, Commands } from "./command.ts";

/** Help text of the program: the commands, one line each. */
export function programHelp(commands: Commands): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  return [
    "usage: auditspan COMMAND [OPTIONS]",
    "",
    "Audit trails of AI agents: what acted, step by step, and nothing of what was said.",
    "",
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "auditspan COMMAND --help explains a command, auditspan --version says which this is.",
    "Exit status: 0 done, 1 the answer is no or it could not be done, 2 wrong usage.",
  ].join("\n");
}

/** Help text of the commands that begin with a word, as `session list` and `session show`. */
export function groupHelp(word: string, commands: Commands): string {
  const names = commandsOf(word, commands);
  const width = Math.max(...names.map((name) => name.length));
  return [
    `usage: auditspan ${word} COMMAND [OPTIONS]`,
    "",
    ...names.map((name) => `  ${name.padEnd(width)}  ${commands[name]!.summary}`),
    "",
    `auditspan ${word} COMMAND --help explains a command.`,
  ].join("\n");
}

/** Names of the commands of two words whose first word is this one. */
export function commandsOf(word: string, commands: Commands): string[] {
  return Object.keys(commands).filter((name) => name.startsWith(`${word} `));
}

/** Help text of one command. */
export function commandHelp(name: string, command: Command): string {
  const options = Object.entries(command.options).map(([option, { short, value, help }]) => {
    const flag = `--${option}${value === undefined ? "" : ` ${value}`}`;
    return [short === undefined ? `    ${flag}` : `-${short}, ${flag}`, help] as const;
  });
  options.push(["-h, --help", "show this text"]);
  const width = Math.max(...options.map(([flag]) => flag.length));
  return [
    `usage: auditspan ${name}${command.usage === "" ? "" : ` ${command.usage}`}`,
    "",
    command.summary,
    "",
    ...options.map(([flag, help]) => `  ${flag.padEnd(width)}  ${help}`),
    ...(command.notes === undefined ? [] : ["", ...command.notes]),
  ].join("\n");
}
