import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { closing } from "../agent/audited.ts";
import { describeRegister } from "../agent/register-contract.ts";
import { startRegistered, typesOf } from "../agent/start-registered.ts";

const cwd = import.meta.dirname;

describeRegister({ name: "SDK 2.x", cwd, hasLogs: true, strict: true });

test("a signal that the application handles stays the application's", async () => {
  const { receiver, run } = await startRegistered(cwd, { args: ["handle"] });
  await run.ready;
  run.child.kill("SIGTERM");
  expect(await run.ended).toMatchObject({ code: 7, signal: null });
  expect(typesOf(receiver)).toEqual(["session_started", "model_completion", "operation"]);
});

test("process.exit keeps its code and says what was not acknowledged", async () => {
  const { run } = await startRegistered(cwd, { args: ["exit"] });
  const { code, stderr } = await run.ended;
  expect(code).toBe(3);
  expect(stderr).toMatch(/^auditspan: 3 audit events were not acknowledged/m);
});

test("names come from AUDITSPAN_MANIFEST and the agent from AUDITSPAN_AGENT", async () => {
  const folder = await mkdtemp(join(tmpdir(), "auditspan-"));
  closing(() => rm(folder, { recursive: true }));
  const path = join(folder, "names.yaml");
  writeFileSync(path, "agents: [support, billing]\ntools: [lookup]\ncolour: blue\n");
  const { receiver, run } = await startRegistered(cwd, {
    env: { AUDITSPAN_MANIFEST: path, AUDITSPAN_AGENT: "billing" },
  });
  const { code, stderr } = await run.ended;
  expect(code).toBe(0);
  expect(stderr).toContain("colour");
  const [started] = receiver.spans();
  expect(started?.attributes["gen_ai.agent.name"]).toBe("billing");
  expect(started?.resource["service.name"]).toBe("billing");
});

test("settings that are not valid are said in one line each, and the rest works", async () => {
  const { receiver, run } = await startRegistered(cwd, {
    env: {
      AUDITSPAN_MANIFEST: "/nonexistent.yaml",
      OTEL_TRACES_SAMPLER: "sometimes",
      OTEL_EXPORTER_OTLP_TIMEOUT: "soon",
      OTEL_EXPORTER_OTLP_COMPRESSION: "zip",
    },
  });
  const { code, stderr, stdout } = await run.ended;
  expect({ code, stdout }).toEqual({ code: 0, stdout: "done\n" });
  expect(stderr.trimEnd().split("\n").toSorted()).toEqual([
    expect.stringMatching(/^auditspan: AUDITSPAN_MANIFEST: .*ENOENT/),
    expect.stringMatching(/^auditspan: OTEL_TRACES_SAMPLER: /),
    expect.stringMatching(/^auditspan: expected .*OTEL_EXPORTER_OTLP_TIMEOUT/),
    expect.stringMatching(/^auditspan: expected .*OTEL_EXPORTER_OTLP_COMPRESSION/),
  ]);
  expect(typesOf(receiver)).toContain("operation");
});

test("with AUDITSPAN_SCAN_SECRETS a secret in content is told, without the secret", async () => {
  const env = { AUDITSPAN_SCAN_SECRETS: "1" };
  const { receiver, run } = await startRegistered(cwd, { args: ["secret"], env });
  await run.ended;
  const event = receiver.spans().find(({ name }) => name === "secret_detected");
  const completion = receiver.spans().find(({ name }) => name === "model_completion");
  expect(event?.parentSpanId).toBe(completion?.spanId);
  expect(event?.attributes).toMatchObject({
    "auditspan.secret.kind": "iban",
    "auditspan.secret.place": "output",
  });
  expect(receiver.text()).not.toContain("DE89");
});
