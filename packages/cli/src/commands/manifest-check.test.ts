import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { runCommand } from "../run-command.ts";
import { recordedIo } from "../testing/recorded-io.ts";
import type { RecordedIo } from "../testing/recorded-io.ts";
import { manifestCheckCommand } from "./manifest-check.ts";

const SEEDS = join(import.meta.dirname, "../../../provenance/test/hygiene");
const MANIFEST = join(SEEDS, "auditspan.manifest.yaml");
const VALUE = "CANARY-in-the-environment";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function check(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number; io: RecordedIo }> {
  const io = recordedIo({ env });
  const commands = { "manifest check": manifestCheckCommand };
  return { code: await runCommand(["manifest", "check", ...args], commands, io), io };
}

function manifestOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "manifest-check-"));
  folders.push(folder);
  writeFileSync(join(folder, "auditspan.manifest.yaml"), text);
  return folder;
}

const LEAKS = [MANIFEST, "--dir", join(SEEDS, "leaks")];

describe("auditspan manifest check", () => {
  test("finds nothing wrong with a manifest whose secrets are in the vault", async () => {
    const { code, io } = await check([MANIFEST, "--dir", join(SEEDS, "look-alikes")]);
    expect(io.stdout).toEqual([]);
    expect(io.stderr.join()).toMatch(/auditspan\.manifest\.yaml: 0 errors, 0 warnings$/);
    expect(code).toBe(0);
  });

  test("names the place of each leak, and ends in 1", async () => {
    const { code, io } = await check(LEAKS);
    expect(io.stdout).toHaveLength(40);
    expect(io.stdout).toContain(
      `${join(SEEDS, "leaks/chart/values.yaml")}:3:11: error: config.openai_api_key: expected a reference in a Helm values file, got a plaintext value of openai.apiKey [plaintext_secret]`,
    );
    expect(code).toBe(1);
  });

  test.each(["text", "github", "sarif", "json"])("prints no value as %s", async (format) => {
    const { io } = await check([...LEAKS, "--format", format], { GITHUB_TOKEN: VALUE });
    const bytes = [...io.stdout, ...io.stderr].join("\n");
    expect(bytes).toContain("GITHUB_TOKEN");
    for (const part of ["CANARY", btoa("CANARY"), "hooks.example"]) {
      expect(bytes).not.toContain(part);
    }
  });

  test("shows a variable of the environment at its field", async () => {
    const { io } = await check([MANIFEST, "--dir", SEEDS + "/look-alikes"], {
      GITHUB_TOKEN: VALUE,
    });
    expect(io.stdout.join()).toMatch(
      /auditspan\.manifest\.yaml:9:\d+: error: config\.github_token/,
    );
  });

  test("writes annotations that nothing in them can end", async () => {
    const folder = manifestOf("agent: { name: a, version: 1.0.0 }\nodd: 1\n");
    const { code, io } = await check(["--dir", folder, "--format", "github"]);
    expect(io.stdout.join("\n")).toMatch(
      /^::error title=unknown_field,file=[^:,]+auditspan\.manifest\.yaml,line=2,col=1::/m,
    );
    expect(code).toBe(1);
  });

  test("writes SARIF 2.1.0 whose regions do not tell where a value ends", async () => {
    const { io } = await check([...LEAKS, "--format", "sarif"]);
    expect(io.stdout).toHaveLength(1);
    const log = JSON.parse(io.stdout[0]!);
    expect(Object.keys(log).sort()).toEqual(["$schema", "runs", "version"]);
    expect(log.version).toBe("2.1.0");
    const [run] = log.runs;
    expect(run.columnKind).toBe("utf16CodeUnits");
    const { name, rules } = run.tool.driver;
    expect(name).toBe("auditspan");
    expect(rules).toEqual([
      { id: "plaintext_secret", shortDescription: { text: expect.any(String) } },
    ]);
    expect(run.results).toHaveLength(40);
    for (const result of run.results) {
      expect(result).toEqual({
        ruleId: "plaintext_secret",
        ruleIndex: 0,
        level: "error",
        message: { text: expect.stringMatching(/^config\./) },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: expect.stringMatching(/^(?:packages|file:\/\/)[^ \\]+$/) },
              region: { startLine: expect.any(Number), startColumn: expect.any(Number) },
            },
          },
        ],
      });
    }
  });

  test("writes JSON", async () => {
    const { io } = await check([...LEAKS, "--format", "json"]);
    const report = JSON.parse(io.stdout[0]!);
    expect(report).toMatchObject({ file: MANIFEST, ok: false, errors: 40, warnings: 0 });
    expect(Object.keys(report.problems[0])).toEqual([
      "code",
      "severity",
      "message",
      "file",
      "line",
      "column",
    ]);
  });

  test("tells the errors of the manifest itself, and never a literal secret", async () => {
    const folder = manifestOf(
      `agent: { name: a, version: 1.0.0 }\nconfig:\n  key: { class: secret, value: ${VALUE} }\n  odd: 1\n`,
    );
    const { code, io } = await check(["--dir", folder]);
    expect(io.stdout.join("\n")).toMatch(/:3:\d+: error: .*\[literal_secret\]/);
    expect(io.stdout.join("\n")).toMatch(/:4:\d+: error: .*\[unclassified_field\]/);
    expect(io.stdout.join("\n")).not.toContain(VALUE);
    expect(code).toBe(1);
  });

  test("takes a plain names file for no manifest", async () => {
    const { code, io } = await check(["--dir", manifestOf("tools: [search]\n")]);
    expect(io.stdout.join("\n")).toMatch(/expected a manifest, got a plain names file/);
    expect(code).toBe(1);
  });

  test.each([
    ["a format that it does not write", [MANIFEST, "--format", "xml"], 2, /got "xml"/],
    ["two files", [MANIFEST, MANIFEST], 2, /expected one file, got 2/],
    ["a folder that is not there", [MANIFEST, "--dir", "/none"], 1, /--dir .* \/none \(ENOENT\)/],
    ["a folder that is a file", [MANIFEST, "--dir", MANIFEST], 1, /--dir .* \(something else\)/],
    ["a file that is not there", ["/none.yaml"], 1, /\/none\.yaml.*ENOENT/],
  ])("refuses %s", async (_, args, expected, message) => {
    const { code, io } = await check(args);
    expect([...io.stderr, ...io.stdout].join("\n")).toMatch(message);
    expect(code).toBe(expected);
  });
});
