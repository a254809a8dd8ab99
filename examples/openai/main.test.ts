import { expect, test } from "vitest";
import { runExample } from "../testing/run-example.ts";

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
    "model_completion low success, gpt-5 > gpt-5, tool_calls, in 101, out 41, instruction + question + tool_selection",
    "model_completion low success, gpt-5 > gpt-5, stop, in 202, out 23, tool_result + answer",
    "model_completion low success, gpt-5 > gpt-5, tool_calls, in 303, out 37, instruction + question + tool_selection",
    "model_completion medium success, gpt-5 > unregistered, other, in 404, out 19, tool_result + answer",
    "model_completion low success, gpt-5 > gpt-5, tool_calls, in 505, out 29, instruction + question + tool_selection",
    "unregistered_tool high unknown",
    "model_completion low success, gpt-5 > gpt-5, stop, in 606, out 31, tool_result",
    "model_completion low failure invalid_request_error, gpt-5 > ?, instruction + question",
    "model_completion low success, gpt-5 > gpt-5, tool_calls, in 101, out 41, question + reasoning + tool_selection",
  ]);
});
