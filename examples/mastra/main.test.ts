import { expect, test } from "vitest";
import { runExample } from "../testing/run-example.ts";

test("an agent on mastra is told as it acted, and nothing that was said", async () => {
  const { said, told } = await runExample(import.meta.dirname);
  expect.soft(said).toEqual([]);
  expect.soft(told).toEqual([]);
});
