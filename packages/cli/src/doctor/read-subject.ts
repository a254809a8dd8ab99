import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { UsageError } from "../command.ts";
import { packageTree } from "./package-tree.ts";
import { readProcess } from "./read-process.ts";
import type { ProcessFacts } from "./read-process.ts";
import type { Application, ApplicationManifest, Environment, Subject } from "./subject.ts";

export interface SubjectOptions {
  /** Folder of the application. Defaults to the working directory of the process. */
  readonly dir?: string | undefined;
  /** Id of a running process to look at. Defaults to this one's environment. */
  readonly pid?: string | undefined;
  /** File of variables to look at instead of a process. Defaults to none. */
  readonly envFile?: string | undefined;
  /** Variables of this process. */
  readonly env: Environment;
}

/**
 * Reads what the doctor looks at: variables, packages, versions. Nothing of it is executed.
 *
 * Throws a `UsageError` when an option leads nowhere.
 */
export function readSubject({ dir, pid, envFile, env }: SubjectOptions): Subject {
  if (pid !== undefined && envFile !== undefined) {
    throw new UsageError("expected --pid or --env-file, got both");
  }
  const facts =
    pid !== undefined ? readProcess(pid) : envFile !== undefined ? fromFile(envFile) : own(env);
  const folder = dir === undefined ? facts.cwd : existing(resolve(dir));
  return {
    ...facts,
    fromEnvFile: envFile !== undefined,
    cwd: pid === undefined ? folder : facts.cwd,
    app: readApplication(folder, dir !== undefined),
  };
}

function own(env: Environment): ProcessFacts {
  return { env, commandLine: "", cwd: process.cwd(), nodeVersion: process.versions.node };
}

function fromFile(file: string): ProcessFacts {
  const env = parseEnv(read(file, "--env-file"));
  return { env, commandLine: "", cwd: process.cwd(), nodeVersion: undefined };
}

function existing(folder: string): string {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return folder;
  throw new UsageError(`expected --dir to be a folder, got ${JSON.stringify(folder)}`);
}

function readApplication(dir: string, stated: boolean): Application | undefined {
  const file = join(dir, "package.json");
  if (statSync(file, { throwIfNoEntry: false }) === undefined) {
    if (stated) throw new UsageError(`expected a package.json in ${JSON.stringify(dir)}, got none`);
    return undefined;
  }
  const manifest = parseManifest(read(file, "package.json"), file);
  const envFiles = readdirSync(dir).filter((name) => ENV_FILE.test(name));
  return { dir, manifest, envFiles, packages: packageTree(dir), pinnedNode: pinnedNode(dir) };
}

const ENV_FILE = /^\.env(\.(local|development|production)){0,2}$/;

function parseManifest(text: string, file: string): ApplicationManifest {
  try {
    const manifest: unknown = JSON.parse(text);
    if (typeof manifest === "object" && manifest !== null) return manifest;
  } catch {
    // Told as any other thing that is no package.json; the parser's message quotes the file.
  }
  throw new UsageError(`expected ${JSON.stringify(file)} to be a JSON object`);
}

function pinnedNode(dir: string): Application["pinnedNode"] {
  for (const file of [".nvmrc", ".node-version"]) {
    if (statSync(join(dir, file), { throwIfNoEntry: false }) !== undefined) {
      return { file, version: read(join(dir, file), file).trim() };
    }
  }
  return undefined;
}

function read(file: string, what: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code = "an error" } = error as NodeJS.ErrnoException;
    throw new UsageError(`expected ${what} to be a readable file, got ${code}`);
  }
}
