import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { startModelServer } from "../../examples/model-server/model-server.ts";
import { SAYS } from "../../examples/shop/conversation.ts";
import { pythonEnvironment } from "./python-environment.ts";

const FOLDER = join(import.meta.dirname, "../../examples/python-agent");

/** The Python of examples/python-agent; undefined when it cannot be had on this machine. */
export function examplePython(): Promise<string | undefined> {
  return pythonEnvironment(join(FOLDER, "requirements.txt"));
}

/**
 * Lets examples/python-agent hold the scripted conversation, its spans sent to a base URL; returns
 * what it printed. Rejects, with what it wrote to stderr, when it does not end well.
 */
export async function runPythonAgent(python: string, endpoint: string): Promise<string> {
  const models = await startModelServer();
  try {
    const agent = spawn(python, ["main.py"], {
      cwd: FOLDER,
      env: {
        PATH: process.env["PATH"],
        PYTHONDONTWRITEBYTECODE: "1",
        ...models.env,
        OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      },
      stdio: ["pipe", "pipe", "pipe"],
    });
    agent.stdin.end(`${Object.values(SAYS).join("\n")}\n`);
    const [stdout, stderr, [code]] = await Promise.all([
      text(agent.stdout),
      text(agent.stderr),
      once(agent, "close") as Promise<[number | null]>,
    ]);
    if (code !== 0)
      throw new Error(`expected the Python agent to end with 0, got ${code}\n${stderr}`);
    return stdout;
  } finally {
    await models.close();
  }
}
