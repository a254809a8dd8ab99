import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoCommand } from "../../packages/cli/src/commands/demo.ts";
import { ansiToSvg } from "./ansi-to-svg.ts";

// Runs the demo in colour and draws what it prints: the picture of the README.
const lines: string[] = [];
await demoCommand.run({}, [], {
  out: (line) => lines.push(...line.split("\n")),
  err: (line) => console.error(line),
  colour: true,
  progress: false,
  signal: new AbortController().signal,
  env: process.env,
});
const svg = ansiToSvg(
  lines,
  "The demo: what was said, the audit trail of it, and what was searched for",
);
writeFileSync(join(import.meta.dirname, "../../docs/demo.svg"), svg);
