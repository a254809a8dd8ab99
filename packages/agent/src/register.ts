/**
 * `node --import @auditspan/agent/register main.js`: audits an application that knows nothing of it.
 *
 * `register/start.ts` is the table of contents; it is imported only where it can run, since an
 * import that fails would keep the application from starting.
 */
import process from "node:process";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const say = (line: string): void =>
  void process.stderr.write(`auditspan: nothing is audited: ${line}\n`);

if (major > 22 || (major === 22 && minor >= 15)) {
  await import("./register/start.ts").catch((error: unknown) =>
    say(error instanceof Error ? error.message : "the register could not be loaded"),
  );
} else {
  say(`expected Node 22.15 or newer, got ${process.versions.node}`);
}
