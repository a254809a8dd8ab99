import { existsSync } from "node:fs";
import { delimiter, join, relative } from "node:path";

/** A program that was asked for by pnpm finds pnpm's folder here; the user's own shell does not. */
const BROUGHT = /(^|[\\/])node_modules([\\/]|$)/;

/**
 * What a user types in this repository to reach the command line: as it was reached now, so that a
 * hint which is copied works. pnpm itself is named only where the user has it.
 */
export function commandHere(env: NodeJS.ProcessEnv, main: string, cwd: string): string {
  const [, version] = /^pnpm\/(\S+)/.exec(env["npm_config_user_agent"] ?? "") ?? [];
  if (version === undefined) return `node -C @auditspan/source ${relative(cwd, main)}`;
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => !BROUGHT.test(folder));
  const names = ["pnpm", "pnpm.cmd", "pnpm.exe"];
  const hasPnpm = folders.some((folder) => names.some((name) => existsSync(join(folder, name))));
  return `${hasPnpm ? "pnpm" : `npx -y pnpm@${version}`} auditspan`;
}
