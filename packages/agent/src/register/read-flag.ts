import type { Warn } from "./settings.ts";

/**
 * A setting that is on or off: `1` or `true`, `0`, `false` or nothing.
 *
 * Anything else is said and taken as on, since a protection that was asked for should not be missing
 * for a word.
 */
export function readFlag(name: string, env: NodeJS.ProcessEnv, warn: Warn): boolean {
  const value = env[name] ?? "";
  if (["", "0", "false"].includes(value)) return false;
  if (!["1", "true"].includes(value)) warn(`${name}: expected 1 or 0, got another; taken as 1`);
  return true;
}
