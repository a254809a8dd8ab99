import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Whether the Go programs of the tests can be built on this machine. */
export async function hasGo(): Promise<boolean> {
  return promisify(execFile)("go", ["version"]).then(
    () => true,
    () => false,
  );
}
