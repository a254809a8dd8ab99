import { expect, test } from "vitest";
import { runExample } from "../testing/run-example.ts";

test("x", async () => {
  const { said, told } = await runExample(import.meta.dirname);
  console.log(told.join("\n"));
  expect(said).toHaveLength(1);
});
