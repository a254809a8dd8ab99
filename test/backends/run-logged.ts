import { spawn } from "node:child_process";
import { once } from "node:events";

const EVERY_MS = 20_000;

export interface LoggedOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/**
 * Runs a command that may take minutes and says on stderr how far it is. Rejects with the end of
 * what it wrote when it fails.
 */
export async function runLogged(
  command: string,
  args: readonly string[],
  { cwd, env }: LoggedOptions,
): Promise<void> {
  const began = Date.now();
  const lines: string[] = [];
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => lines.push(...text.split("\n")));
  }
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - began) / 1000);
    process.stderr.write(`${command} ${args[0]}: ${seconds} s, ${lines.length} lines of output\n`);
  }, EVERY_MS);
  try {
    const [code] = (await once(child, "close")) as [number | null];
    if (code === 0) return;
    throw new Error(
      `${command} ${args.join(" ")}: ended with ${code}\n${lines.slice(-20).join("\n")}`,
    );
  } finally {
    clearInterval(timer);
  }
}
