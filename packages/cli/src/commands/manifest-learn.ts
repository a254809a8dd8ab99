import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { printable } from "@auditspan/emitter/printable";
import { CommandError, UsageError } from "../command.ts";
import type { Command, CommandIo } from "../command.ts";
import { listenAddress } from "../listen-address.ts";
import { LearnedNames } from "../manifest/learned-names.ts";
import { openOtlpEar } from "../manifest/otlp-ear.ts";
import { writeDraft } from "../manifest/write-draft.ts";
import { readBodyFile } from "../read-body-file.ts";
import { signalOf } from "../signal-of.ts";

const WARNING = [
  "THESE NAMES COME FROM TRAFFIC. Whoever talks to the agent, or answers it, may have put them",
  "there. Compare each with the code before it becomes a name that events may show.",
];

export const manifestLearnCommand: Command = {
  usage: "FILE… | --listen HOST:PORT [--for SECONDS] [--out FILE]",
  summary: "draft a manifest from the names in traffic, for a person to review (development only)",
  options: {
    listen: {
      type: "string",
      short: "l",
      value: "HOST:PORT",
      help: "receive OTLP/HTTP there instead of reading files",
    },
    for: { type: "string", value: "SECONDS", help: "how long to listen (default: until Ctrl-C)" },
    signal: {
      type: "string",
      value: "SIGNAL",
      help: "traces or logs, for files whose name does not tell (default: from the name)",
    },
    out: {
      type: "string",
      short: "o",
      value: "FILE",
      help: "write the draft to a new file (default: standard output)",
    },
  },
  notes: [
    "FILE is the body of an OTLP/HTTP request, as for `project`. Only tool, model, agent, provider,",
    "host and MCP server names are read; what does not look like a name is left out and counted.",
    "Nothing is stored or forwarded. The draft has no versions: it is no manifest until you fill",
    "them in.",
  ],

  async run({ listen, for: seconds, signal, out }, files, io) {
    if ((files.length === 0) === (listen === undefined)) {
      throw new UsageError("expected either files or --listen");
    }
    if (seconds !== undefined && listen === undefined) {
      throw new UsageError("expected --for with --listen only");
    }
    const names = new LearnedNames();
    if (listen === undefined) await learnFiles(names, files, signal as string | undefined, io);
    else await listenFor(names, String(listen), secondsOf(seconds), io);
    for (const line of WARNING) io.err(`WARNING: ${line}`);
    io.err(`${names.spans} spans read; ${names.leftOut} values left out that are no names`);
    for (const { set, name, count } of names.counts) io.err(`  ${set}: ${name} (${count} times)`);
    const draft = writeDraft(names.draft(), ["DRAFT, not reviewed.", ...WARNING]);
    if (typeof out === "string") write(out, draft);
    else for (const line of draft.trimEnd().split("\n")) io.out(printable(line));
    return 0;
  },
};

async function learnFiles(
  names: LearnedNames,
  files: readonly string[],
  option: string | undefined,
  io: CommandIo,
): Promise<void> {
  const signals = files.map((file) => [file, signalOf(file, option)] as const);
  for (const [file, { signal }] of signals) {
    if (signal === "metrics") continue;
    const { records, notes } = await readBodyFile(file, signal);
    for (const note of notes) io.err(`auditspan: ${file}: ${note}`);
    names.learn(records);
  }
}

async function listenFor(
  names: LearnedNames,
  address: string,
  seconds: number | undefined,
  io: CommandIo,
): Promise<void> {
  const ear = await openOtlpEar(listenAddress(address), (records) => names.learn(records));
  io.err(`listening on ${ear.url} (OTLP/HTTP: /v1/traces); nothing is stored`);
  const signals = seconds === undefined ? [] : [AbortSignal.timeout(seconds * 1000)];
  const stop = AbortSignal.any([io.signal, ...signals]);
  if (!stop.aborted) await once(stop, "abort");
  await ear.close();
}

function secondsOf(text: unknown): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 86_400) return seconds;
  throw new UsageError("expected --for to be a number of seconds up to 86400");
}

function write(file: string, draft: string): void {
  try {
    writeFileSync(file, draft, { flag: "wx" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(
      code === "EEXIST"
        ? `${file}: expected a new file, there is one`
        : `${file}: cannot be written (${code})`,
    );
  }
}
