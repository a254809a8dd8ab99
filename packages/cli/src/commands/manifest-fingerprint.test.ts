import { join } from "node:path";
import { expect, test } from "vitest";
import { runCommand } from "../run-command.ts";
import { recordedIo } from "../testing/recorded-io.ts";
import type { RecordedIo } from "../testing/recorded-io.ts";
import { testFolder } from "../testing/test-folder.ts";
import { manifestFingerprintCommand } from "./manifest-fingerprint.ts";

const MANIFEST = `agent: {name: support, version: 1.2.3}
config:
  log_level: {class: operational, value: "\${LOG_LEVEL}"}
`;

async function run(args: readonly string[], env = {}): Promise<RecordedIo & { status: number }> {
  const io = recordedIo({ env });
  const commands = { "manifest fingerprint": manifestFingerprintCommand };
  const status = await runCommand(["manifest", "fingerprint", ...args], commands, io);
  return { ...io, status };
}

test("the fingerprints of a manifest are printed, and each component's", async () => {
  const file = join(testFolder({ "m.yaml": MANIFEST }), "m.yaml");
  const { stdout, status } = await run([file]);
  expect(status).toBe(0);
  expect(stdout).toHaveLength(10);
  expect(stdout[0]).toMatch(/^config fingerprint {2}sha256:[0-9a-f]{64}$/);
  expect(stdout.at(-1)).toMatch(/^ {2}event types {7}sha256:[0-9a-f]{64}$/);
});

test("with --resolve the environment changes the deploy fingerprint, and nothing else", async () => {
  const file = join(testFolder({ "m.yaml": MANIFEST }), "m.yaml");
  const [one, other] = await Promise.all(
    ["info", "debug"].map(async (LOG_LEVEL) => {
      const { stdout } = await run([file, "--resolve", "--json"], { LOG_LEVEL });
      return JSON.parse(stdout[0]!) as Record<string, unknown>;
    }),
  );
  expect(one!["deployFingerprint"]).not.toBe(other!["deployFingerprint"]);
  expect({ ...one, deployFingerprint: 0 }).toEqual({ ...other, deployFingerprint: 0 });
  const [unresolved, same] = [await run([file]), await run([file], { LOG_LEVEL: "debug" })];
  expect(unresolved.stdout).toEqual(same.stdout);
});

test("a plain names file has one fingerprint, and it is unbound", async () => {
  const file = join(testFolder({ "names.json": '{"tools":["a"]}' }), "names.json");
  const { stdout } = await run([file, "--json"]);
  expect(JSON.parse(stdout[0]!)).toEqual({
    configFingerprint: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
    binding: "unbound",
  });
});

test("what is wrong is told with its place, and nothing is printed", async () => {
  const file = join(testFolder({ "m.yaml": "agent: {name: a}\n" }), "m.yaml");
  const { stdout, stderr, status } = await run([file]);
  expect(status).toBe(1);
  expect(stdout).toEqual([]);
  expect(stderr[0]).toBe(`${file}:1:8: error: expected a field agent.version, got none`);
});
