import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { SpanRecord } from "@auditspan/core";
import { startReceiver } from "./audit-receiver.ts";
import type { AuditReceiver } from "./audit-receiver.ts";
import { closeAll, closing } from "./audited.ts";
import { APP_CANARY } from "./register-app.ts";
import { runApp } from "./run-app.ts";
import type { AppOptions, RunningApp } from "./run-app.ts";

/** `--import @auditspan/agent/register` with the SDK line of a folder, as a child process. */
export function describeRegister(name: string, cwd: string): void {
  const start = async (
    options: Partial<AppOptions> = {},
  ): Promise<{ receiver: AuditReceiver; run: RunningApp }> => {
    const receiver = await startReceiver();
    closing(receiver.close);
    const run = runApp({
      app: "app.ts",
      cwd,
      ...options,
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: new URL(receiver.url).origin, ...options.env },
    });
    return { receiver, run };
  };

  describe(`register with ${name}`, () => {
    afterEach(closeAll);

    test.each([
      ["no sampler set", {}],
      ["OTEL_TRACES_SAMPLER=always_off", { OTEL_TRACES_SAMPLER: "always_off" }],
    ])("audits an application that knows nothing of it, %s", async (_, env) => {
      const { receiver, run } = await start({ env });
      expect(await run.ended).toMatchObject({ code: 0, stderr: "" });
      expect(typesOf(receiver)).toEqual([
        "session_started",
        "operation",
        "operation",
        "session_ended",
      ]);
      const [, inner, outer] = receiver.spans();
      expect(inner?.parentSpanId).toBe(outer?.spanId);
      expect(inner?.traceId).toBe(outer?.traceId);
      expect(receiver.text()).not.toContain(APP_CANARY);
    });

    test("a signal flushes and then ends the process as it would have", async () => {
      const { receiver, run } = await start({ args: ["wait"] });
      await run.ready;
      run.child.kill("SIGTERM");
      expect(await run.ended).toMatchObject({ code: null, signal: "SIGTERM" });
      expect(typesOf(receiver)).toContain("session_ended");
    });

    test("a signal that the application handles stays the application's", async () => {
      const { receiver, run } = await start({ args: ["handle"] });
      await run.ready;
      run.child.kill("SIGTERM");
      expect(await run.ended).toMatchObject({ code: 7, signal: null });
      expect(typesOf(receiver)).toEqual(["session_started", "operation", "operation"]);
    });

    test("process.exit keeps its code and says what was not acknowledged", async () => {
      const { run } = await start({ args: ["exit"] });
      const { code, stderr } = await run.ended;
      expect(code).toBe(3);
      expect(stderr).toMatch(/^auditspan: 3 audit events were not acknowledged/);
    });

    test("names come from AUDITSPAN_MANIFEST and the agent from AUDITSPAN_AGENT", async () => {
      const folder = await mkdtemp(join(tmpdir(), "auditspan-"));
      closing(() => rm(folder, { recursive: true }));
      const path = join(folder, "names.yaml");
      writeFileSync(path, "agents: [support, billing]\ntools: [lookup]\ncolour: blue\n");
      const { receiver, run } = await start({
        env: { AUDITSPAN_MANIFEST: path, AUDITSPAN_AGENT: "billing" },
      });
      const { code, stderr } = await run.ended;
      expect(code).toBe(0);
      expect(stderr).toContain("colour");
      const [started] = receiver.spans();
      expect(started?.attributes["gen_ai.agent.name"]).toBe("billing");
      expect(started?.resource["service.name"]).toBe("billing");
    });

    test.each<[string, Record<string, string>, RegExp]>([
      [
        "a manifest that is missing",
        { AUDITSPAN_MANIFEST: "/nonexistent.yaml" },
        /AUDITSPAN_MANIFEST: .*ENOENT/,
      ],
      [
        "a sampler that nobody knows",
        { OTEL_TRACES_SAMPLER: "sometimes" },
        /OTEL_TRACES_SAMPLER: /,
      ],
      [
        "a timeout that is no number",
        { OTEL_EXPORTER_OTLP_TIMEOUT: "soon" },
        /OTEL_EXPORTER_OTLP_TIMEOUT/,
      ],
    ])("%s is said in one line, and the rest works", async (_, env, line) => {
      const { receiver, run } = await start({ env });
      const { code, stderr, stdout } = await run.ended;
      expect({ code, stdout }).toEqual({ code: 0, stdout: "done\n" });
      expect(stderr.trimEnd().split("\n")).toEqual([expect.stringMatching(line)]);
      expect(typesOf(receiver)).toContain("operation");
    });
  });
}

export function typesOf(receiver: AuditReceiver): SpanRecord["attributes"][string][] {
  return receiver.spans().map(({ attributes }) => attributes["auditspan.event.type"]);
}
