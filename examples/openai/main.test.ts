import { expect, test } from "vitest";
import { runExample } from "../testing/run-example.ts";
import { TOLD } from "./told.ts";

test("calls of the OpenAI client are told as they happened, and nothing that was said", async () => {
  const { said, told } = await runExample(import.meta.dirname, {
    imports: ["./src/instrumentation.ts"],
  });
  expect(said).toEqual([
    expect.stringMatching(/^Yes, /),
    expect.stringMatching(/^I cannot reach /),
    expect.stringMatching(/^Deleting account /),
    expect.stringMatching(/^400 Invalid prompt/),
    "2 items",
  ]);
  // The instrumentation sees no tools; of a refusal in a chat it tells nothing.
  expect(told).toEqual([
    ...TOLD,
    "model_completion low success, gpt-5 > gpt-5, tool_calls, in 101, out 41, question + reasoning + tool_selection",
  ]);
});
