import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";

// An application with an SDK: one span and one stated event.
const APP = `
  const { trace } = await import("@opentelemetry/api");
  trace.getTracer("app").startSpan("chat", { attributes: { "gen_ai.operation.name": "chat" } }).end();
  const { audit, AuditSpanProcessor } = await import("@auditspan/agent");
  audit.event("credential_access", {});
  await new AuditSpanProcessor().forceFlush();
  console.log("done");
`;

/** A port on which requests are counted; it listens from `open` on. */
async function port() {
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    request.resume().once("end", () => response.end());
  });
  const listen = async (at: number): Promise<number> => {
    await once(server.listen(at, "127.0.0.1"), "listening");
    return (server.address() as AddressInfo).port;
  };
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  const number = await listen(0);
  await close();
  onTestFinished(close);
  return { number, open: () => listen(number), requests: () => requests };
}

function start(env: NodeJS.ProcessEnv) {
  const folder = join(import.meta.dirname, "../..");
  const register = join(folder, "src/register.ts");
  const child = spawn(
    process.execPath,
    ["-C", "@auditspan/source", "--import", register, "--input-type=module", "-e", APP],
    { cwd: folder, env: { PATH: process.env["PATH"], ...env }, stdio: ["ignore", "pipe", "pipe"] },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = { stderr: "" };
  child.stderr.on("data", (data: Buffer) => (lines.stderr += String(data)));
  return { ended: once(child, "close"), stderr: () => lines.stderr.trimEnd().split("\n") };
}

const NO_NAMES = expect.stringMatching(/^auditspan: AUDITSPAN_MANIFEST is not set/) as string;

test("OTEL_SDK_DISABLED is said in one line, and nothing leaves the process", async () => {
  const { number, open, requests } = await port();
  await open();
  const OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${number}`;
  const app = start({ OTEL_SDK_DISABLED: "true", OTEL_EXPORTER_OTLP_ENDPOINT });
  expect(await app.ended).toEqual([0, null]);
  expect(app.stderr()).toEqual(["auditspan: nothing is audited: OTEL_SDK_DISABLED is true"]);
  expect(requests()).toBe(0);
});

test("a receiver that is not there is said once, with its address, and so is its return", async () => {
  const { number, open, requests } = await port();
  const endpoint = `http://127.0.0.1:${number}`;
  const app = start({ OTEL_EXPORTER_OTLP_ENDPOINT: `${endpoint}/?key=hunter2` });
  await vi.waitFor(() => expect(app.stderr()).toHaveLength(2), 10_000);
  // Longer than the first wait, so that it is refused again.
  await new Promise((done) => setTimeout(done, 1500));
  await open();
  expect(await app.ended).toEqual([0, null]);
  expect(app.stderr()).toEqual([
    NO_NAMES,
    `auditspan: expected ${endpoint}/v1/traces to take audit events, got ECONNREFUSED; they wait in memory and are sent again`,
    `auditspan: ${endpoint}/v1/traces takes audit events again`,
  ]);
  expect(requests()).toBeGreaterThan(0);
});

test("a protocol that is not ours is said, and events go by ours", async () => {
  const { number, open, requests } = await port();
  await open();
  const OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${number}`;
  const app = start({ OTEL_EXPORTER_OTLP_PROTOCOL: "grpc", OTEL_EXPORTER_OTLP_ENDPOINT });
  expect(await app.ended).toEqual([0, null]);
  expect(app.stderr()).toEqual([
    NO_NAMES,
    "auditspan: OTEL_EXPORTER_OTLP_PROTOCOL: expected http/protobuf, got grpc; audit events go by http/protobuf",
  ]);
  expect(requests()).toBeGreaterThan(0);
});
