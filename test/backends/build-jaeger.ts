import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "./cache-folder.ts";
import { hasGo } from "./has-go.ts";
import { missing } from "./missing.ts";
import { runLogged } from "./run-logged.ts";

const MODULE = "github.com/jaegertracing/jaeger";
// The newest tag that the module path allows: those of v2 are named v2.x without a /v2 in the path.
// Its cmd/jaeger is Jaeger v2 (2.13). A tag of the module that holds a `replace` cannot be installed,
// but it can be built as a tool of another module.
const VERSION = "v1.76.0";

/**
 * The program Jaeger v2, built once for each version; undefined when there is no Go to build it with.
 * Its web pages are not in it, its API is.
 */
export async function jaegerProgram(): Promise<string | undefined> {
  const folder = cacheFolder(`jaeger-${VERSION}`);
  const program = join(folder, "jaeger");
  if (existsSync(program)) return program;
  if (!(await hasGo())) return missing("Jaeger", "expected Go on PATH, found none");
  process.stderr.write(`building Jaeger ${VERSION}, once, some minutes\n`);
  const module = join(folder, "module");
  await rm(module, { recursive: true, force: true });
  await mkdir(module, { recursive: true });
  await writeFile(join(module, "go.mod"), "module auditspan.test/jaeger\n");
  const env = { CGO_ENABLED: "0" };
  await runLogged("go", ["get", "-tool", `${MODULE}/cmd/jaeger@${VERSION}`], { cwd: module, env });
  const unfinished = join(folder, `jaeger.${process.pid}`);
  const flags = ["-v", "-trimpath", "-ldflags=-s -w", "-o", unfinished];
  await runLogged("go", ["build", ...flags, `${MODULE}/cmd/jaeger`], { cwd: module, env });
  // At once, so that a build that was cut short is never taken for the program.
  await rename(unfinished, program);
  return program;
}
