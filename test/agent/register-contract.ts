import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { closeAll } from "./audited.ts";
import { APP_CANARY } from "./register-app.ts";
import { startRegistered, typesOf } from "./start-registered.ts";

/** What the register says where no manifest is given. */
export const NO_NAMES =
  "auditspan: AUDITSPAN_MANIFEST is not set: no names of tools, agents and hosts are known\n";

export interface RegisteredLine {
  readonly name: string;
  /** Folder with `app.ts` and the SDK line. */
  readonly cwd: string;
  readonly hasLogs: boolean;
  /** Whether spans can be emptied before they end. */
  readonly strict: boolean;
}

/** `--import @auditspan/agent/register` with the SDK line of a folder, as a child process. */
export function describeRegister({ name, cwd, hasLogs, strict }: RegisteredLine): void {
  describe(`register with ${name}`, () => {
    afterEach(closeAll);

    test.each([
      ["no sampler set", {}],
      ["OTEL_TRACES_SAMPLER=always_off", { OTEL_TRACES_SAMPLER: "always_off" }],
    ])("audits an application that knows nothing of it, %s", async (_, env) => {
      const { receiver, run } = await startRegistered(cwd, { env });
      expect(await run.ended).toMatchObject({ code: 0, stderr: NO_NAMES });
      const types = typesOf(receiver);
      expect([types[0], types.at(-1)]).toEqual(["session_started", "session_ended"]);
      // A completion that is held for log records may come after the span around it.
      expect(new Set(types.slice(1, -1))).toEqual(new Set(["model_completion", "operation"]));
      expect(types).toHaveLength(4);
      const inner = receiver.spans()[types.indexOf("model_completion")];
      const outer = receiver.spans()[types.indexOf("operation")];
      expect(inner?.parentSpanId).toBe(outer?.spanId);
      expect(inner?.traceId).toBe(outer?.traceId);
      expect(inner?.attributes["auditspan.step.kinds"]).toEqual(hasLogs ? ["answer"] : undefined);
      expect(receiver.text()).not.toContain(APP_CANARY);
    });

    test("with a manifest every event says which configuration acted", async () => {
      const env = { AUDITSPAN_MANIFEST: join(import.meta.dirname, "register.manifest.yaml") };
      const { receiver, run } = await startRegistered(cwd, { env });
      expect(await run.ended).toMatchObject({ code: 0, stderr: "" });
      for (const { attributes } of receiver.spans()) {
        expect(attributes).toMatchObject({
          "auditspan.config.binding": "computed",
          "auditspan.config_fingerprint": expect.stringMatching(/^sha256:/) as string,
          "gen_ai.agent.name": "register-app",
        });
      }
      const [started] = receiver.spans();
      expect(started?.attributes).toHaveProperty(["auditspan.component.tools"]);
    });

    test("without AUDITSPAN_STRICT an exporter beside ours gets spans as they are", async () => {
      const { run } = await startRegistered(cwd, { args: ["export"] });
      expect((await run.ended).stdout).toContain(APP_CANARY);
    });

    test("with AUDITSPAN_STRICT it gets nothing that somebody said, and what is told is the same", async () => {
      const env = { AUDITSPAN_STRICT: "1" };
      const { receiver, run } = await startRegistered(cwd, { args: ["export"], env });
      const { code, stdout, stderr } = await run.ended;
      expect(code).toBe(0);
      expect(stdout).not.toContain(APP_CANARY);
      expect(new Set(typesOf(receiver).slice(1, -1))).toEqual(
        new Set(["model_completion", "operation"]),
      );
      const inner = receiver.spans().find(({ name }) => name.startsWith("model_completion"));
      expect(inner?.attributes["auditspan.step.kinds"]).toEqual(hasLogs ? ["answer"] : undefined);
      if (strict) {
        expect(stderr).toBe(NO_NAMES);
        expect(stdout).toContain("model_completion");
      } else {
        // What cannot be emptied is not shown to others, and why is said.
        expect(stderr.trimEnd().split("\n")).toEqual([
          NO_NAMES.trimEnd(),
          expect.stringMatching(
            /^auditspan: AUDITSPAN_STRICT: expected .*onEnding \(2\.3 or newer\)/,
          ),
          "auditspan: AUDITSPAN_STRICT: a span processor was not added",
        ]);
        expect(stdout).toBe("done\n");
      }
    });

    test("a signal flushes and then ends the process as it would have", async () => {
      const { receiver, run } = await startRegistered(cwd, { args: ["wait"] });
      await run.ready;
      run.child.kill("SIGTERM");
      expect(await run.ended).toMatchObject({ code: null, signal: "SIGTERM" });
      expect(typesOf(receiver)).toContain("session_ended");
    });
  });
}
