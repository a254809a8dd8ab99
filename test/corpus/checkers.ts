import { execFile } from "node:child_process";
import { join } from "node:path";
import { runFolder } from "./runs.ts";

/** What `recall-check.mjs` says in its last line. */
export interface Recall {
  readonly recall: number;
  readonly precision: number;
  readonly tokens: number;
  readonly facts: number;
  readonly wrong: number;
  readonly steps: number;
}

/** Lines of `leak-check.mjs` for files of a run: one for each visible canary, last the count. */
export async function leaks(run: string, files: readonly string[]): Promise<string> {
  return runChecker("leak-check.mjs", [runFolder(run), ...files]);
}

/** How much of the truth of a run a file of events shows. */
export async function recall(run: string, eventsFile: string): Promise<Recall> {
  const output = await runChecker("recall-check.mjs", ["--list", runFolder(run), eventsFile]);
  const words = output.trim().split("\n").at(-1)!.split(" ");
  const value = (name: keyof Recall): number => Number(words[words.indexOf(name) + 1]);
  return {
    recall: value("recall"),
    precision: value("precision"),
    tokens: value("tokens"),
    facts: value("facts"),
    wrong: value("wrong"),
    steps: value("steps"),
  };
}

function runChecker(script: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(import.meta.dirname, script), ...args],
      { maxBuffer: 64 * 1024 * 1024 },
      (error, stdout) => {
        // Exit status 1 says that something is visible; 2 that the call was wrong.
        if (error !== null && error.code !== 1) reject(error);
        else resolve(stdout);
      },
    );
  });
}
