import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { printable } from "@auditspan/emitter/printable";
import type { TrailEvent } from "@auditspan/trail";
import { startCollector } from "../collect.ts";
import { CommandError, UsageError } from "../command.ts";
import type { Command, CommandIo } from "../command.ts";
import { commandHere } from "../demo/command-here.ts";
import { supportAgent } from "../demo/example.ts";
import type { Example } from "../demo/example.ts";
import { folderBytes, look, proofLines } from "../demo/privacy-proof.ts";
import type { Sighting } from "../demo/privacy-proof.ts";
import { runAgent } from "../demo/run-agent.ts";
import { startWireTap } from "../demo/wire-tap.ts";
import { eventJson } from "../event-json.ts";
import { loadNames } from "../load-names.ts";
import { createPaint } from "../paint.ts";
import { timeline } from "../timeline.ts";
import { DEFAULT_TRAIL, withTrail } from "../trail-option.ts";

export const demoCommand: Command = {
  usage: "[--json]",
  summary: "run an example agent, show its audit trail and that nothing it heard is in it",
  options: { json: { type: "boolean", help: "one JSON object an event instead of the timeline" } },
  notes: [
    "The agent is examples/support-agent: a model server of its own, no network, no key needed.",
    `The trail stays in ${DEFAULT_TRAIL}/demo until the next run.`,
  ],

  async run({ json }, rest, io) {
    if (rest.length > 0) throw new UsageError(`expected no arguments, got ${rest.length}`);
    const folder = join(DEFAULT_TRAIL, "demo");
    const example = await supportAgent();
    const { output, wire } = await record(example, folder, io);
    const events = await readTrail(folder);
    const said = look("the conversation", Buffer.from(output), example.personalData);
    const searched = [
      look("what left the agent's process", wire, example.personalData),
      look("the trail on disk", await folderBytes(folder), example.personalData),
    ];
    if (json === true) for (const event of events) io.out(eventJson(event));
    else show(output, events, folder, io);
    // What is said on standard error has no colour.
    const paint = createPaint(io.colour && json !== true);
    const proof = proofLines(said, searched, example.personalData, paint);
    for (const line of proof) (json === true ? io.err : io.out)(line);
    return proven(said, searched, example) ? 0 : 1;
  },
};

/** Runs the agent into a collector of its own; returns what it printed and what it sent. */
async function record(
  example: Example,
  folder: string,
  io: CommandIo,
): Promise<{ output: string; wire: Buffer }> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(DEFAULT_TRAIL, { recursive: true, mode: 0o700 });
  const names = await loadNames(join(example.folder, "auditspan.names.yaml"), io);
  const listen = { host: "127.0.0.1", port: 0 };
  const collector = await startCollector({ listen, names, trail: folder, forward: undefined });
  const tap = await startWireTap(collector.url);
  try {
    const { output } = await runAgent(example.folder, tap.url, io);
    return { output, wire: tap.bytes() };
  } finally {
    await tap.close();
    await collector.close();
  }
}

function readTrail(folder: string): Promise<readonly TrailEvent[]> {
  return withTrail(folder, async (trail) => {
    const [session] = await trail.sessions();
    if (session === undefined) throw new CommandError("expected a session in the trail, got none");
    return trail.session(session.sessionId);
  });
}

function show(output: string, events: readonly TrailEvent[], folder: string, io: CommandIo): void {
  const paint = createPaint(io.colour);
  const { sessionId } = events[0]!.stamp;
  io.out(paint("bold", "What was said (none of it is in the trail)"));
  for (const line of output.trimEnd().split("\n")) io.out(paint("dim", `  │ ${line}`));
  io.out("");
  io.out(paint("bold", "What the trail holds"));
  for (const line of timeline(sessionId, events, paint)) io.out(line);
  io.out("");
  const command = commandHere(io.env, join(import.meta.dirname, "../main.ts"), process.cwd());
  const again = `again: ${command} session show ${sessionId.slice(0, 8)} --trail ${folder}`;
  io.out(paint("dim", printable(again)));
  io.out("");
}

// A search that cannot find what was surely said proves nothing.
function proven(said: Sighting, searched: readonly Sighting[], { personalData }: Example): boolean {
  return (
    said.visible.length === personalData.length &&
    searched.every(({ bytes, visible }) => bytes > 0 && visible.length === 0)
  );
}
