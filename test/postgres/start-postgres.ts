import { execFile, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chownSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { postgresBinaries } from "./postgres-binaries.ts";

const run = promisify(execFile);

/** Tests need no more than a socket, and nothing of them outlives the server. */
const SETTINGS = [
  "listen_addresses=",
  "fsync=off",
  "full_page_writes=off",
  "wal_level=minimal",
  "max_wal_senders=0",
];

/** A PostgreSQL server of a test run, in a temporary folder, reached by a Unix socket. */
export interface TestPostgres {
  /** Makes an empty database and returns its connection URL. */
  createDatabase(): Promise<string>;
  /** Stops the server and removes its folder. */
  stop(): Promise<void>;
}

/**
 * Starts a server, or resolves to undefined when this machine has no PostgreSQL.
 *
 * With `CI=true` a missing PostgreSQL is an error, so that no test is skipped unseen.
 */
export async function startPostgres(): Promise<TestPostgres | undefined> {
  const binaries = postgresBinaries();
  if (binaries === undefined) {
    const missing = "expected initdb, postgres and createdb on PATH, found none";
    if (process.env["CI"] === "true") throw new Error(missing);
    console.warn(`${missing}: tests against PostgreSQL are skipped`);
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), "auditspan-postgres-"));
  const user = unprivilegedUser();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const options = { ...user, cwd: folder, env: { PATH: process.env["PATH"], LC_ALL: "C" } };

  const data = join(folder, "data");
  const flags = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"];
  await run(join(binaries, "initdb"), flags, options);
  const server = spawn(
    join(binaries, "postgres"),
    ["-D", data, "-k", folder, ...SETTINGS.flatMap((setting) => ["-c", setting])],
    { ...options, stdio: ["ignore", "ignore", "pipe"] },
  );
  const abandon = (): void => {
    server.kill("SIGQUIT");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", abandon);
  await ready(server);

  let databases = 0;
  return {
    async createDatabase() {
      const name = `test_${++databases}`;
      await run(join(binaries, "createdb"), ["-h", folder, "-U", "postgres", name], options);
      return `postgres://postgres@localhost/${name}?host=${encodeURIComponent(folder)}`;
    },
    async stop() {
      process.off("exit", abandon);
      const exited = new Promise((resolve) => server.once("exit", resolve));
      // Fast shutdown: open sessions are ended.
      server.kill("SIGINT");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` or `nobody`. */
function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const account = ["postgres", "nobody"]
    .map((name) => accounts.find(([account]) => account === name))
    .find((found) => found !== undefined);
  if (account === undefined) throw new Error("expected an account postgres or nobody, found none");
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = "";
    server.stderr?.setEncoding("utf8").on("data", (text: string) => {
      log += text;
      if (log.includes("ready to accept connections")) resolve();
    });
    server.once("exit", () => reject(new Error(`expected a running server, got:\n${log}`)));
  });
}
