import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { CommandError } from "../command.ts";
import type { CommandIo } from "../command.ts";

export interface AgentRun {
  /** What the agent printed: the conversation. */
  readonly output: string;
}

/**
 * Runs an example agent, which imports nothing of ours, with the register in front of it. Rejects
 * with a `CommandError` when the agent fails.
 */
export async function runAgent(folder: string, endpoint: string, io: CommandIo): Promise<AgentRun> {
  const agent = spawn(
    process.execPath,
    ["-C", "@auditspan/source", "--import", "@auditspan/agent/register", "src/main.ts"],
    {
      cwd: folder,
      env: {
        ...io.env,
        AUDITSPAN_MANIFEST: join(folder, "auditspan.names.yaml"),
        OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      },
      stdio: ["ignore", "pipe", "inherit"],
      signal: io.signal,
    },
  );
  let output = "";
  agent.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  const [code] = (await once(agent, "close")) as [number | null];
  if (code !== 0) throw new CommandError(`expected the example agent to end with 0, got ${code}`);
  return { output };
}
