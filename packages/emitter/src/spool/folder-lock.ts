import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const NAME = "lock";

/**
 * Takes a folder for this process, until the returned function is called or the process ends.
 *
 * Throws when another process of this machine has it. One that was killed leaves its lock behind,
 * which is taken over. Processes that do not see each other, as in two containers, are not told apart.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, NAME);
  const own = `${process.pid} ${await startTime(process.pid)} ${randomBytes(8).toString("hex")}\n`;
  // Written aside and linked into place: nobody reads half a lock.
  const aside = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  await writeFile(aside, own, { mode: 0o600, flag: "wx" });
  try {
    while (!(await isLinked(aside, path))) await takeOver(path, `${aside}.old`);
  } finally {
    await rm(aside, { force: true });
  }
  return async () => {
    if ((await read(path)) === own) await rm(path, { force: true });
  };
}

/** Takes away the lock of a process that is gone. Throws when it is there. */
async function takeOver(path: string, aside: string): Promise<void> {
  const found = await read(path);
  if (found === undefined) return;
  const [pid, started] = found.split(" ");
  if (started !== undefined && started === (await startTime(Number(pid)))) {
    throw new Error(`expected ${path} to be free, process ${pid} has it`);
  }
  await rename(path, aside).catch(ignoreMissing);
  const taken = await read(aside);
  // Another process may have been faster, and its own lock was moved: it gets it back.
  if (taken !== undefined && taken !== found) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

/** When a process began, in a form of its own; undefined when there is none. */
async function startTime(pid: number): Promise<string | undefined> {
  const stat = await read(`/proc/${pid}/stat`);
  // Field 22 of proc_pid_stat(5); the name before it may hold spaces.
  if (stat !== undefined) return stat.slice(stat.lastIndexOf(")")).split(" ")[20];
  if (process.platform === "linux") return undefined;
  try {
    process.kill(pid, 0);
    return "running";
  } catch {
    return undefined;
  }
}

async function isLinked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    return ignoreMissing(error);
  }
}

function ignoreMissing(error: unknown): undefined {
  // ESRCH: a process that ended while it was read.
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ESRCH") return undefined;
  throw error;
}
