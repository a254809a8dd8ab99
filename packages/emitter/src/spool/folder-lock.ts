import { hash, randomBytes } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
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
    while (!(await isLinked(aside, path))) await takeOver(path, aside);
  } finally {
    await rm(aside, { force: true });
  }
  return async () => {
    if ((await read(path)) === own) await rm(path, { force: true });
  };
}

/**
 * Takes away the lock of a process that is gone. Throws when it is there.
 *
 * Whoever does so has a claim on just that lock: another one cannot take away a lock that is new.
 */
async function takeOver(path: string, own: string): Promise<void> {
  const found = await read(path);
  if (found === undefined) return;
  if (await isAlive(found)) {
    throw new Error(`expected ${path} to be free, process ${found.split(" ")[0]} has it`);
  }
  const claim = `${path}.${hash("sha256", found).slice(0, 16)}`;
  if (!(await isLinked(own, claim))) {
    const claimed = await read(claim);
    if (claimed !== undefined && !(await isAlive(claimed))) await rm(claim, { force: true });
    return;
  }
  try {
    if ((await read(path)) === found) await rm(path, { force: true });
  } finally {
    await rm(claim, { force: true });
  }
}

/** Whether the process that wrote a lock is there. */
async function isAlive(lock: string): Promise<boolean> {
  const [pid, started] = lock.split(" ");
  return started !== undefined && started === (await startTime(Number(pid)));
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
