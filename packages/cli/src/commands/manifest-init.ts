import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { printable } from "@auditspan/emitter/printable";
import { loadManifest } from "@auditspan/provenance";
import { CommandError, UsageError } from "../command.ts";
import type { Command, CommandIo } from "../command.ts";
import { withAsk } from "../manifest/ask.ts";
import { askDraft } from "../manifest/ask-draft.ts";
import { DEFAULT_MANIFEST } from "../manifest/default-file.ts";
import type { Draft } from "../manifest/draft.ts";
import { findProject } from "../manifest/find-project.ts";
import { schemaFile } from "../manifest/schema-file.ts";
import { writeDraft } from "../manifest/write-draft.ts";

const HEAD = [
  "What this agent is. Values that are missing are to be filled in;",
  "`auditspan manifest check` says what is left.",
];

export const manifestInitCommand: Command = {
  usage: "[DIR] [--yes]",
  summary: "write a manifest from what a project's folder tells, and ask for the rest",
  options: {
    yes: { type: "boolean", short: "y", help: "ask nothing; what is not found is left to fill in" },
  },
  notes: [
    `Writes DIR/${DEFAULT_MANIFEST}, from package.json, Dockerfile, MCP configuration (.mcp.json,`,
    "mcp.json), tool definitions (tools.json, tools/*.json), prompts/ and policies/. Values of",
    "variables are never read. A manifest that is there is not touched.",
  ],

  async run({ yes }, [dir = ".", ...rest], io) {
    if (rest.length > 0) throw new UsageError(`expected one folder, got ${rest.length + 1}`);
    const file = join(dir, DEFAULT_MANIFEST);
    if (existsSync(file)) throw new CommandError(`${file}: expected no file, there is one`);
    if (yes !== true && !process.stdin.isTTY) {
      throw new UsageError("expected a terminal to ask on, or --yes");
    }
    const { draft, files } = findProject(dir);
    for (const found of files) io.err(`found ${found}`);
    const complete =
      yes === true
        ? draft
        : await withAsk(process.stdin, process.stderr, (ask) => askDraft(draft, ask));
    write(dir, file, complete);
    tellWhatIsLeft(file, io);
    return 0;
  },
};

function write(dir: string, file: string, draft: Draft): void {
  try {
    // Not over a file that came to be while somebody answered.
    writeFileSync(file, writeDraft(draft, HEAD, schemaFile(dir)), { flag: "wx" });
  } catch (error) {
    throw new CommandError(`${file}: cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}

function tellWhatIsLeft(file: string, io: CommandIo): void {
  const { problems } = loadManifest(file, { env: io.env });
  for (const { file: where, line, column, message } of problems) {
    io.err(`${where}:${line}:${column}: to fill in: ${message}`);
  }
  const left =
    problems.length === 0
      ? "nothing is left to fill in"
      : `${problems.length} values are left to fill in`;
  io.out(printable(`wrote ${file}: ${left}`));
}
