import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { cacheFolder } from "./cache-folder.ts";
import { hasGo } from "./has-go.ts";
import { missing } from "./missing.ts";
import { runLogged } from "./run-logged.ts";

const MANIFEST = join(import.meta.dirname, "../../collector-config/builder.yaml");
const BUILDER = "go.opentelemetry.io/collector/cmd/builder";

/**
 * The stock collector of collector-config/builder.yaml, built once for each manifest; undefined when
 * there is no Go to build it with.
 */
export async function otelcolProgram(): Promise<string | undefined> {
  const manifest = readFileSync(MANIFEST);
  const { dist } = parse(String(manifest)) as { dist: { name: string; version: string } };
  const digest = createHash("sha256").update(manifest).digest("hex").slice(0, 12);
  const folder = cacheFolder(`otelcol-${dist.version}-${digest}`);
  const program = join(folder, "otelcol");
  if (existsSync(program)) return program;
  if (!(await hasGo()))
    return missing("OpenTelemetry Collector", "expected Go on PATH, found none");
  process.stderr.write(`building the collector ${dist.version}, once, some minutes\n`);
  // A folder of its own, so that two builds at the same time are not in each other's way.
  const build = join(folder, `build-${process.pid}`);
  await mkdir(build, { recursive: true });
  const install = ["install", `${BUILDER}@v${dist.version}`];
  await runLogged("go", install, { cwd: build, env: { GOBIN: build } });
  await runLogged(join(build, "builder"), ["--config", MANIFEST], {
    cwd: build,
    env: { CGO_ENABLED: "0" },
  });
  await rename(join(build, dist.name, dist.name), program);
  await rm(build, { recursive: true });
  return program;
}
