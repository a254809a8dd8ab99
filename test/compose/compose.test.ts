import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { ATTRIBUTES } from "@auditspan/core";
import type { Kind } from "@auditspan/core";

const PRESETS = join(import.meta.dirname, "../../collector-config");

interface Service {
  readonly image: string;
  readonly user: string;
  readonly read_only: boolean;
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
}

interface Column {
  readonly scope: string;
  readonly name: string;
  readonly type: string;
  readonly options?: readonly string[];
}

function read(file: string): unknown {
  return parse(readFileSync(join(PRESETS, file), "utf8"), { merge: true });
}

const { services } = read("compose.yaml") as { services: Record<string, Service> };

describe.each(Object.entries(services))("the service %s of compose.yaml", (_, service) => {
  test("runs without root, on a read-only system, with no capability", () => {
    expect(service.user).toMatch(/^[1-9]\d*:\d+$/);
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(["ALL"]);
    expect(service.security_opt).toEqual(["no-new-privileges:true"]);
  });

  test("is pinned to a version and reached from this machine alone", () => {
    expect(service.image).toMatch(/^[a-z/-]+:\d+\.\d+(?:\.\d+)?(?:-[a-z-]+)?$/);
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test("mounts files that are there, to be read only", () => {
    const mounts = (service.volumes ?? []).filter((volume) => volume.startsWith("."));
    for (const mount of mounts) {
      const [from, , mode] = mount.split(":");
      expect(existsSync(join(PRESETS, from!)), from).toBe(true);
      expect(mode).toBe("ro");
    }
  });
});

describe("tempo-overrides.yaml", () => {
  const { overrides } = read("tempo-overrides.yaml") as {
    overrides: { "*": { storage: { parquet_dedicated_columns: Column[] } } };
  };
  const columns = overrides["*"].storage.parquet_dedicated_columns;

  test("has columns for attributes of the schema, of the type that they have", () => {
    for (const { name, type, options } of columns.filter(({ scope }) => scope === "span")) {
      const kind = ATTRIBUTES[name];
      expect(kind, name).toBeDefined();
      expect(type, name).toBe(isNumber(kind!) ? "int" : "string");
      expect(options?.includes("array") ?? false, name).toBe(kind!.kind === "list");
    }
  });

  test("has no more columns than a block takes", () => {
    for (const scope of ["span", "resource"]) {
      const ofType = (type: string): Column[] =>
        columns.filter((column) => column.scope === scope && column.type === type);
      expect(ofType("string").length).toBeLessThanOrEqual(20);
      expect(ofType("int").length).toBeLessThanOrEqual(5);
    }
  });
});

test("jaeger-ui.json makes links of attributes of the schema, out of themselves", () => {
  const { linkPatterns } = JSON.parse(readFileSync(join(PRESETS, "jaeger-ui.json"), "utf8")) as {
    linkPatterns: { key: string; url: string }[];
  };
  for (const { key, url } of linkPatterns) {
    const used = [...url.matchAll(/#\{([^}]+)\}/g)].map(([, name]) => name!);
    expect(used).toContain(key);
    for (const name of [key, ...used]) expect(ATTRIBUTES[name], name).toBeDefined();
  }
});

function isNumber({ kind }: Kind): boolean {
  return ["count", "size"].includes(kind);
}
