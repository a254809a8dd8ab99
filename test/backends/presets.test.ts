import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { otelcolProgram } from "./build-otelcol.ts";

const FOLDER = join(import.meta.dirname, "../../collector-config");
const PRESETS = ["agent.yaml", "gateway.yaml", "k8s.yaml"];
const ENV = {
  AUDITSPAN_AUDIT_TOKEN: "token",
  AUDITSPAN_TRAIL_ENDPOINT: "http://localhost:4328",
  AUDITSPAN_TRACES_ENDPOINT: "http://localhost:4338",
  AUDITSPAN_GATEWAY_CONTENT_ENDPOINT: "https://gateway:4318",
  AUDITSPAN_GATEWAY_AUDIT_ENDPOINT: "https://gateway:4319",
  AUDITSPAN_QUEUE_DIR: "/tmp",
  POD_IP: "127.0.0.1",
  K8S_NODE_NAME: "node",
};

const program = await otelcolProgram();

describe.runIf(program !== undefined)("otelcol validate", () => {
  async function validate(preset: string, env: Record<string, string>): Promise<string> {
    const args = ["validate", "--config", join(FOLDER, preset)];
    return promisify(execFile)(program!, args, { env }).then(
      () => "valid",
      (error: { stderr: string }) => error.stderr,
    );
  }

  test("knows every preset there is", () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith(".yaml"));
    expect(files).toEqual(expect.arrayContaining(PRESETS));
  });

  test.each(PRESETS)("accepts %s", async (preset) => {
    expect(await validate(preset, ENV)).toBe("valid");
  });

  test.each(Object.keys(ENV).filter((name) => name.endsWith("ENDPOINT") || name.endsWith("TOKEN")))(
    "a preset that reads %s does not start without it",
    async (name) => {
      const preset = name.includes("GATEWAY") ? "agent.yaml" : "gateway.yaml";
      expect(await validate(preset, { ...ENV, [name]: "" })).not.toBe("valid");
    },
  );
});
