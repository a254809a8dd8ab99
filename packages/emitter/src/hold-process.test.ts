import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startReceiver } from "./testing/receiver.ts";

const SCRIPT = fileURLToPath(new URL("testing/exiting-process.ts", import.meta.url));

async function run(url: string, mode: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    "-C",
    "@auditspan/source",
    SCRIPT,
    url,
    mode,
  ]);
  return stdout;
}

test("a queued event alone does not keep the process alive", async () => {
  const receiver = await startReceiver();
  expect(await run(receiver.url, "exit")).toBe("acknowledged 0");
});

test.each(["forceFlush", "shutdown"])("%s keeps the process alive between tries", async (mode) => {
  const receiver = await startReceiver((index) => ({ status: index < 2 ? 503 : 200 }));
  expect(await run(receiver.url, mode)).toBe("acknowledged 1");
});
