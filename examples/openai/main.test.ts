import { expect, test } from "vitest";
import { runExample } from "../testing/run-example.ts";

test("x", async () => {
  const { said, told } = await runExample(import.meta.dirname, { imports: ["./src/instrumentation.ts"] });
  console.log(told.join("\n"));
  expect(said).toHaveLength(1);
});
