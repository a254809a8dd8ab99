#!/usr/bin/env node
import type { Command, CommandIo } from "./command.ts";
import { projectCommand } from "./commands/project.ts";
import { runCommand } from "./run-command.ts";

const COMMANDS: Readonly<Record<string, Command>> = {
  project: projectCommand,
};

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
// A reader that has seen enough (`| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const io: CommandIo = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  colour: process.stdout.isTTY && process.stdout.hasColors(),
  progress: process.stderr.isTTY,
  signal: stop.signal,
  env: process.env,
};

process.exitCode = await runCommand(process.argv.slice(2), COMMANDS, io);
