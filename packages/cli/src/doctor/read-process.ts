import { existsSync, readFileSync, readlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../command.ts";
import type { Environment } from "./subject.ts";

/** What the system tells of a process. */
export interface ProcessFacts {
  readonly env: Environment;
  readonly commandLine: string;
  readonly cwd: string;
  readonly nodeVersion: string | undefined;
}

/**
 * Reads a process of this machine under Linux, which its owner and root may.
 *
 * Throws a `UsageError` when there is none of this id or it may not be read.
 */
export function readProcess(id: string): ProcessFacts {
  if (!/^[1-9]\d{0,9}$/.test(id)) throw new UsageError("expected --pid to be a process id");
  const proc = join("/proc", id);
  try {
    return {
      env: variables(readFileSync(join(proc, "environ"), "utf8")),
      commandLine: readFileSync(join(proc, "cmdline"), "utf8").replaceAll("\0", " ").trim(),
      cwd: readlinkSync(join(proc, "cwd")),
      nodeVersion: nodeVersion(readlinkSync(join(proc, "exe"))),
    };
  } catch (error) {
    const { code = "an error" } = error as NodeJS.ErrnoException;
    throw new UsageError(`expected a process ${id} that may be read in /proc, got ${code}`);
  }
}

function variables(text: string): Environment {
  const pairs = text.split("\0").filter((pair) => pair.includes("="));
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
}

// Nothing is executed, so the version is read from what lies beside the program.
function nodeVersion(executable: string): string | undefined {
  if (executable === process.execPath) return process.versions.node;
  const header = join(dirname(executable), "../include/node/node_version.h");
  if (!existsSync(header)) return packagedVersion(executable);
  const text = readFileSync(header, "utf8");
  const parts = ["MAJOR", "MINOR", "PATCH"].map(
    (part) => new RegExp(`#define NODE_${part}_VERSION (\\d+)`).exec(text)?.[1],
  );
  return parts.includes(undefined) ? undefined : parts.join(".");
}

// The npm package `node-bin-…` holds the program in its `bin`.
function packagedVersion(executable: string): string | undefined {
  try {
    const text = readFileSync(join(dirname(executable), "../package.json"), "utf8");
    const { name, version } = JSON.parse(text) as { name?: string; version?: string };
    return /^node\b/.test(name ?? "") ? version : undefined;
  } catch {
    return undefined;
  }
}
