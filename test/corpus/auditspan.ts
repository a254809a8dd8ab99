import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const MAIN = join(import.meta.dirname, "../../packages/cli/src/main.ts");

/** Runs the command `auditspan` from source; rejects when its exit status is not 0. */
export async function auditspan(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, ["-C", "@auditspan/source", MAIN, ...args], {
    maxBuffer: 64 * 1024 * 1024,
  });
}
