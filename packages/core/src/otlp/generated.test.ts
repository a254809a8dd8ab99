import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { otlp } from "#otlp";
import { expect, test } from "vitest";
import { generateOtlp } from "../../scripts/generate-otlp.ts";

const GENERATED = join(import.meta.dirname, "../../generated");

test("the generated message code is what the message definitions give", async () => {
  const fresh = await generateOtlp();
  expect(await readFile(join(GENERATED, "otlp.js"), "utf8")).toBe(fresh["otlp.js"]);
  expect(await readFile(join(GENERATED, "otlp.d.ts"), "utf8")).toBe(fresh["otlp.d.ts"]);
});

test("the generated code is reached as #otlp and reads what it wrote", () => {
  const bytes = otlp.RpcStatus.encode({ code: 3, message: "no" }).finish();
  expect(otlp.RpcStatus.decode(bytes)).toMatchObject({ code: 3, message: "no" });
});
