import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { stripTypeScriptTypes } from "node:module";
import { expect, test } from "vitest";

/** Every module that an entry loads, with the packages it imports at run time. */
function loaded(entry: string, seen: Map<string, string[]> = new Map()): Map<string, string[]> {
  if (seen.has(entry)) return seen;
  const code = stripTypeScriptTypes(readFileSync(entry, "utf8"), { mode: "strip" });
  const imports = [...code.matchAll(/^(?:import|export)\b[^;]*?["']([^"']+)["'];/gm)].map(
    ([, name = ""]) => name,
  );
  seen.set(
    entry,
    imports.filter((name) => !name.startsWith(".")),
  );
  for (const name of imports) if (name.startsWith(".")) loaded(resolve(entry, "..", name), seen);
  return seen;
}

const packagesOf = (entry: string): Set<string> =>
  new Set([...loaded(resolve(import.meta.dirname, entry)).values()].flat());

test.each(["index.ts", "audit-span-processor.ts", "audit-log-processor.ts", "register/start.ts"])(
  "%s imports nothing of OpenTelemetry at run time",
  (entry) => {
    const packages = packagesOf(entry);
    expect(packages).toContain("@auditspan/core");
    expect([...packages].filter((name) => name.startsWith("@opentelemetry/"))).toEqual([]);
  },
);

test("the exporter entry is the one that needs the OTLP exporter", () => {
  expect(packagesOf("audit-span-exporter.ts")).toContain("@opentelemetry/exporter-trace-otlp-http");
});
