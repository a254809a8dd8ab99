import { expect, test } from "vitest";
import { describeRegister } from "../agent/register-contract.ts";
import { startRegistered, typesOf } from "../agent/start-registered.ts";

const cwd = import.meta.dirname;

describeRegister({ name: "SDK 1.x", cwd, hasLogs: false, strict: false });

test("a provider that is registered already is joined, and that is said", async () => {
  const imports = ["./registered.ts", "@auditspan/agent/register"];
  const { receiver, run } = await startRegistered(cwd, { imports });
  const { code, stderr } = await run.ended;
  expect(code).toBe(0);
  expect(stderr).toMatch(/^auditspan: a tracer provider is registered already; joined it/m);
  expect(typesOf(receiver)).toContain("model_completion");
});

test("a provider that is registered already cannot be strict, and that is said", async () => {
  const imports = ["./registered.ts", "@auditspan/agent/register"];
  const env = { AUDITSPAN_STRICT: "1" };
  const { receiver, run } = await startRegistered(cwd, { imports, env });
  const { code, stderr } = await run.ended;
  expect(code).toBe(0);
  expect(stderr).toMatch(/^auditspan: AUDITSPAN_STRICT: expected to be first, found a provider/m);
  expect(typesOf(receiver)).toContain("model_completion");
});
