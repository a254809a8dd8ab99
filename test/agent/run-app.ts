import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { closing } from "./audited.ts";

export interface RunningApp {
  readonly child: ChildProcess;
  /** Resolves when the application has printed `done`. */
  readonly ready: Promise<void>;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
    readonly stdout: string;
    readonly stderr: string;
  }>;
}

export interface AppOptions {
  readonly app: string;
  readonly cwd: string;
  readonly args?: readonly string[];
  /** Modules that are imported before the application. */
  readonly imports?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts an application in a process of its own, with the environment stripped of OTel settings. */
export function runApp(options: AppOptions): RunningApp {
  const { app, cwd, args = [], imports = ["@auditspan/agent/register"], env = {} } = options;
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(OTEL_|AUDITSPAN_|NODE_OPTIONS)/.test(name),
  );
  const child = spawn(
    process.execPath,
    ["-C", "@auditspan/source", ...imports.flatMap((name) => ["--import", name]), app, ...args],
    { cwd, env: { ...Object.fromEntries(inherited), ...env }, stdio: ["ignore", "pipe", "pipe"] },
  );
  closing(async () => void child.kill("SIGKILL"));
  let stdout = "";
  let stderr = "";
  const ready = new Promise<void>((done) =>
    child.stdout.on("data", (data: Buffer) => {
      stdout += String(data);
      if (stdout.includes("done")) done();
    }),
  );
  child.stderr.on("data", (data: Buffer) => (stderr += String(data)));
  const ended = new Promise<Awaited<RunningApp["ended"]>>((done) =>
    child.on("close", (code, signal) => done({ code, signal, stdout, stderr })),
  );
  return { child, ready, ended };
}
