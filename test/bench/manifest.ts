import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { median } from "./measure.ts";

const HELP = `usage: pnpm bench:manifest [--json] [--rounds N]

Time of \`auditspan manifest check\` with a manifest of 500 tools, as a process, against that of
\`node -e 0\`: from the built files, which is what is aimed at, and from source. All take turns; the
ratio is the median of those of the rounds.

  --json      print JSON (use pnpm --silent)
  --rounds N  rounds (default: 20)`;

const TOOLS = 500;
/** Upper bound of the ratio that the project holds itself to, when built. */
const AIM = 3;

const CLI = join(import.meta.dirname, "../../packages/cli");

const { values } = parseArgs({
  options: {
    help: { type: "boolean", short: "h" },
    json: { type: "boolean" },
    rounds: { type: "string", default: "20" },
  },
});
if (values.help) console.log(HELP);
else run(Number(values.rounds), values.json ?? false);

function run(rounds: number, json: boolean): void {
  if (!(Number.isInteger(rounds) && rounds > 0)) {
    throw new RangeError("expected --rounds to be 1 or more");
  }
  const built = join(CLI, "dist/main.js");
  if (!existsSync(built)) throw new Error("expected built files, got none: run `pnpm build` first");
  const folder = mkdtempSync(join(tmpdir(), "bench-manifest-"));
  try {
    writeFileSync(join(folder, "auditspan.manifest.yaml"), manifestText());
    const check = ["manifest", "check", "--dir", folder];
    const source = ["-C", "@auditspan/source", join(CLI, "src/main.ts"), ...check];
    print(measureAll({ node: ["-e", "0"], built: [built, ...check], source }, rounds), json);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Name = "node" | "built" | "source";

/** Milliseconds of each round. */
function measureAll(
  commands: Readonly<Record<Name, readonly string[]>>,
  rounds: number,
): Record<Name, number[]> {
  const times: Record<Name, number[]> = { node: [], built: [], source: [] };
  for (let round = 0; round < rounds; round++) {
    for (const [name, args] of Object.entries(commands) as [Name, readonly string[]][]) {
      const started = performance.now();
      const { status } = spawnSync(process.execPath, args, { stdio: "ignore" });
      times[name].push(performance.now() - started);
      if (status !== 0) throw new Error(`expected ${name} to end in 0, got ${status}`);
    }
  }
  return times;
}

function print(times: Record<Name, number[]>, json: boolean): void {
  const rows = (Object.keys(times) as Name[]).map((name) => {
    const least = Math.min(...times[name]);
    // Within a round, so that a busy machine slows both.
    const ratio = median(times[name].map((time, round) => time / times.node[round]!));
    return { name, leastMs: least, medianMs: median(times[name]), ratio };
  });
  if (json) {
    console.log(JSON.stringify({ node: process.version, tools: TOOLS, rows, aim: AIM }, null, 2));
  } else {
    for (const { name, leastMs, medianMs, ratio } of rows) {
      const figures = [`${leastMs.toFixed(1)} ms`, `median ${medianMs.toFixed(1)} ms`];
      console.log(`${name.padEnd(8)}${figures.join(", ")}, ${ratio.toFixed(2)} × node -e 0`);
    }
    console.log(`aim: built at most ${AIM} ×`);
  }
  process.exitCode = rows[1]!.ratio > AIM ? 1 : 0;
}

function manifestText(): string {
  const tools = Array.from({ length: TOOLS }, (_, i) => [
    `  - name: tool_${i}`,
    `    version: 1.2.${i}`,
    `    schemaDigest: sha256:${i.toString(16).padStart(64, "0")}`,
    "    eventType: tool_call",
    "    risk: medium",
    "    parameters:",
    "      limit: count(1000)",
    "      dry_run: flag",
    "    results:",
    "      rows: count",
  ]);
  return [
    "# A manifest as an agent with many tools has it",
    "agent:",
    "  name: support",
    "  version: 1.0.0",
    "models:",
    "  - name: example-model",
    '    version: "2026-11-01"',
    "tools:",
    ...tools.flat(),
    "config:",
    "  temperature: { class: identity, value: 0.7 }",
    "  log_level: { class: operational, value: info }",
    '  model_key: { class: secret, value: "vault:agents/support#model" }',
    "",
  ].join("\n");
}
