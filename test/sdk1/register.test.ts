import { expect, test } from "vitest";
import { describeRegister } from "../agent/register-contract.ts";
import { startRegistered, typesOf } from "../agent/start-registered.ts";

const cwd = import.meta.dirname;

describeRegister({ name: "SDK 1.x", cwd, hasLogs: false });

test("a provider that is registered already is joined, and that is said", async () => {
  const imports = ["./registered.ts", "@auditspan/agent/register"];
  const { receiver, run } = await startRegistered(cwd, { imports });
  const { code, stderr } = await run.ended;
  expect(code).toBe(0);
  expect(stderr).toMatch(/^auditspan: a tracer provider is registered already; joined it/);
  expect(typesOf(receiver)).toContain("model_completion");
});
