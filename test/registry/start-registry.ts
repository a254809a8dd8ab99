import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout } from "node:timers/promises";

/** A `distribution` registry of a test run on a port of the loopback, in a temporary folder. */
export interface TestRegistry {
  /** `127.0.0.1:port` */
  readonly host: string;
  /** Stops the server and removes its folder. */
  stop(): Promise<void>;
}

export interface TestRegistryOptions {
  /** A line of an htpasswd file (bcrypt): then it asks for Basic credentials. Defaults to none. */
  readonly htpasswd?: string;
}

/**
 * Starts Debian's `docker-registry`, or resolves to undefined when this machine has none.
 *
 * With `CI=true` a missing registry is an error, so that no test is skipped unseen.
 */
export async function startRegistry({ htpasswd }: TestRegistryOptions = {}): Promise<
  TestRegistry | undefined
> {
  const binary = (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "docker-registry"))
    .find((path) => existsSync(path));
  if (binary === undefined) {
    const missing = "expected docker-registry on PATH, found none";
    if (process.env["CI"] === "true") throw new Error(missing);
    console.warn(`${missing}: tests against a real registry are skipped`);
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), "auditspan-registry-"));
  const host = `127.0.0.1:${await freePort()}`;
  const config = join(folder, "config.yml");
  if (htpasswd !== undefined) writeFileSync(join(folder, "htpasswd"), `${htpasswd}\n`);
  writeFileSync(config, configText(folder, host, htpasswd !== undefined));
  const server = spawn(binary, ["serve", config], { stdio: "ignore", env: { HOME: folder } });
  const abandon = (): void => {
    server.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", abandon);
  const exited = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  await ready(host, () => server.exitCode !== null);
  return {
    host,
    async stop() {
      process.off("exit", abandon);
      server.kill("SIGTERM");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configText(folder: string, host: string, withPassword: boolean): string {
  const auth = `auth: {htpasswd: {realm: test, path: ${join(folder, "htpasswd")}}}\n`;
  return `version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: ${join(folder, "data")}}}
http: {addr: "${host}"}
${withPassword ? auth : ""}`;
}

// The registry takes no port 0, so a free one is asked for first.
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function ready(host: string, hasExited: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (hasExited()) break;
    try {
      const { status } = await fetch(`http://${host}/v2/`);
      if (status === 200 || status === 401) return;
    } catch {
      // Not yet.
    }
    await setTimeout(25);
  }
  throw new Error(`expected a registry at ${host}, got no answer`);
}
