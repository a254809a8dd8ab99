import { mkdir } from "node:fs/promises";
import { say } from "../say.ts";
import { lockFolder } from "./folder-lock.ts";
import { recover } from "./recover.ts";
import { Spool } from "./spool.ts";

/** Opens a folder as a spool, made when it is missing (0700). Rejects when another process has it. */
export async function openSpool(folder: string): Promise<Spool> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(folder);
  try {
    const recovered = await recover(folder);
    for (const problem of recovered.problems) say(`spool: ${problem}`);
    return new Spool(folder, recovered, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}
