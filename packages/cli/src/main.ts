#!/usr/bin/env node
import type { CommandIo } from "./command.ts";
import { COMMANDS } from "./command-table.ts";
import { runCommand } from "./run-command.ts";
import { stopSignal } from "./stop-signal.ts";

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
  signal: stopSignal(process),
  env: process.env,
};

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 15)) {
  io.err(`auditspan: expected Node 22.15 or newer, got ${process.versions.node}`);
  process.exit(1);
}

process.exitCode = await runCommand(process.argv.slice(2), COMMANDS, io);
