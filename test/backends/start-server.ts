import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

export interface ServerOptions {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Address that answers with 2xx when the server is ready. */
  readonly ready: string;
}

/** A server of a test, in a process of its own. */
export interface TestServer {
  /** What it has written so far. */
  readonly log: () => string;
  /** Ends it as a crash would, at once. */
  kill(): Promise<void>;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>;
}

const READY_MS = 60_000;

/** Starts a program and waits until it answers. Rejects, with what it wrote, when it does not. */
export async function startServer(
  program: string,
  { args, env, ready }: ServerOptions,
): Promise<TestServer> {
  const child = spawn(program, args, {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (log += text));
  }
  // A test that is cut short leaves nothing behind.
  const abandon = (): boolean => child.kill("SIGKILL");
  process.once("exit", abandon);
  child.once("exit", () => process.off("exit", abandon));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!isRunning(child)) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  };
  try {
    await untilReady(child, ready);
  } catch (error) {
    await end("SIGKILL");
    throw new Error(`expected ${program} to answer at ${ready}, it did not:\n${log}`, {
      cause: error,
    });
  }
  return { log: () => log, kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (isRunning(child) && Date.now() < deadline) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(isRunning(child) ? "it took too long" : "it ended");
}
