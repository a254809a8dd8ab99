import { expect, test } from "vitest";
import { runExample } from "../testing/run-example.ts";

test("a Mastra agent is told as it acted, and nothing that was said", async () => {
  const { said, told } = await runExample(import.meta.dirname);
  expect(said).toEqual([
    expect.stringMatching(/^Yes, /),
    expect.stringMatching(/^I cannot reach /),
    expect.stringMatching(/^Deleting account /),
    expect.stringMatching(/^Invalid prompt/),
  ]);
  // Of a call its spans show the answer alone, what was asked stands in the step around it; a refusal
  // is an answer here, and the model that was asked has answered even where the request was refused.
  expect(told).toEqual([
    "agent_invocation low success, support-agent",
    "  model_completion low success, gpt-5 > gpt-5, tool_calls, in 101, cached 64, out 41, reasoning 17, reasoning",
    "  tool_call medium success, lookup_customer, tool_selection + tool_result",
    "  model_completion low success, gpt-5 > gpt-5, stop, in 202, cached 128, out 23, reasoning 0, answer",
    "agent_invocation low success, support-agent",
    "  model_completion low success, gpt-5 > gpt-5, tool_calls, in 303, cached 0, out 37, reasoning 0",
    "  tool_call medium failure other, send_email, tool_selection",
    "  model_completion medium success, gpt-5 > unregistered, other, in 404, cached 0, out 19, reasoning 0, answer",
    "agent_invocation low success, support-agent",
    "  model_completion low success, gpt-5 > gpt-5, tool_calls, in 505, cached 0, out 29, reasoning 0",
    "  unregistered_tool high unknown, tool_selection",
    "  model_completion low success, gpt-5 > gpt-5, content_filter, in 606, cached 0, out 31, reasoning 0, answer",
    "agent_invocation low failure other, support-agent",
    "  model_completion low failure other, gpt-5 > gpt-5, error",
  ]);
});
