/**
 * Checks each package as it would be published: builds, packs into a temporary folder, and runs
 * publint and attw on the tarball. Run it by `pnpm pack:check`, which puts the tools on the path.
 */
import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

interface Tarball {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

const ROOT = join(import.meta.dirname, "../..");

await run("tsc", ["-b"]).then(checkPackages, (error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function checkPackages(): Promise<void> {
  const folders = globSync("packages/*/package.json", { cwd: ROOT }).map(dirname).toSorted();
  const scratch = await mkdtemp(join(tmpdir(), "auditspan-pack-"));
  const failed: string[] = [];
  try {
    for (const folder of folders) {
      const problems = await problemsOf(folder, scratch);
      console.log([`${problems.length === 0 ? "ok  " : "FAIL"} ${folder}`, ...problems].join("\n"));
      if (problems.length > 0) failed.push(basename(folder));
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  if (failed.length === 0) return;
  console.error(`packages that cannot be published: ${failed.join(", ")}`);
  process.exitCode = 1;
}

async function problemsOf(folder: string, scratch: string): Promise<string[]> {
  const pack = ["pack", "--json", "--pack-destination", scratch];
  const tarball = JSON.parse(await run("pnpm", pack, join(ROOT, folder))) as Tarball;
  const outcomes = await Promise.allSettled([
    run("publint", ["--strict", tarball.filename]),
    // A package that is a command alone has nothing to import, so no types to check.
    ...(hasExports(folder) ? [run("attw", ["--profile", "esm-only", tarball.filename])] : []),
  ]);
  return [
    ...contentProblems(tarball.files.map(({ path }) => path)),
    ...outcomes.flatMap((outcome) =>
      outcome.status === "rejected" ? [(outcome.reason as Error).message] : [],
    ),
  ];
}

function hasExports(folder: string): boolean {
  return (
    "exports" in (JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")) as object)
  );
}

function contentProblems(paths: readonly string[]): string[] {
  const missing = ["LICENSE", "package.json"].filter((path) => !paths.includes(path));
  const stray = paths.filter((path) => /\.test\.|\.tsbuildinfo$|^node_modules\//.test(path));
  return [
    ...missing.map((path) => `expected ${path} in the tarball`),
    ...stray.map((path) => `expected neither tests nor build state in the tarball, got ${path}`),
  ];
}

async function run(command: string, args: readonly string[], cwd: string = ROOT): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, args, { cwd });
    return stdout;
  } catch (error) {
    const { stdout, stderr, message } = error as Error & Partial<Record<string, string>>;
    const output = `${stdout ?? ""}${stderr ?? ""}`;
    throw new Error(`${command}: ${output || message}`, { cause: error });
  }
}
