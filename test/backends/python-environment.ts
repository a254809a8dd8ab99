import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "./cache-folder.ts";
import { missing } from "./missing.ts";
import { runLogged } from "./run-logged.ts";

/**
 * The Python of an environment with what a requirements file names, made once for each content of
 * that file; undefined when this machine has no Python with pip.
 */
export async function pythonEnvironment(requirements: string): Promise<string | undefined> {
  const digest = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  const folder = cacheFolder(`python-${digest.slice(0, 16)}`);
  const python = join(folder, "bin/python");
  const complete = join(folder, "complete.txt");
  if (existsSync(complete)) return python;
  if (!(await hasPip())) return missing("Python", "expected python3 with venv and pip, found none");
  process.stderr.write("installing the packages of the Python example, once\n");
  await rm(folder, { recursive: true, force: true });
  const run = { cwd: import.meta.dirname };
  await runLogged("python3", ["-m", "venv", folder], run);
  await runLogged(python, ["-m", "pip", "install", "--quiet", "-r", requirements], run);
  // Written last, so that an environment that was cut short is never taken for a whole one.
  await copyFile(requirements, complete);
  return python;
}

async function hasPip(): Promise<boolean> {
  return promisify(execFile)("python3", ["-c", "import venv, ensurepip"]).then(
    () => true,
    () => false,
  );
}
