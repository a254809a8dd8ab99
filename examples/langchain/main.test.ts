import { expect, test } from "vitest";
import { runExample } from "../testing/run-example.ts";

test("a LangChain agent is told as it acted, and nothing that was said", async () => {
  const { said, told } = await runExample(import.meta.dirname);
  // The client of this framework leaves a refusal out of its answer.
  expect(said).toEqual([
    expect.stringMatching(/^Yes, /),
    expect.stringMatching(/^I cannot reach /),
    "",
    expect.stringMatching(/^400 Invalid prompt/),
  ]);
  // Of the instructions LangChain's spans show no text, of a refusal nothing.
  expect(told).toEqual([
    "agent_invocation low success, support-agent",
    "  model_completion low success, gpt-5 > gpt-5, streamed, tool_calls, in 101, cached 64, out 41, reasoning 17, question + reasoning + tool_selection",
    "  tool_call medium success, lookup_customer, tool_selection + tool_result",
    "  model_completion low success, gpt-5 > gpt-5, streamed, stop, in 202, cached 128, out 23, tool_result + answer",
    "agent_invocation low success, support-agent",
    "  model_completion low success, gpt-5 > gpt-5, tool_calls, in 303, out 37, question + tool_selection",
    "  tool_call medium failure other, send_email, tool_selection",
    "  model_completion medium success, gpt-5 > unregistered, other, in 404, out 19, tool_result + answer",
    "agent_invocation low success, support-agent",
    "  model_completion low success, gpt-5 > gpt-5, tool_calls, in 505, out 29, question + tool_selection",
    "  unregistered_tool high unknown",
    "  model_completion low success, gpt-5 > gpt-5, stop, in 606, out 31, tool_result",
    "agent_invocation low failure other, support-agent",
    "  model_completion low failure other, gpt-5 > ?, question",
  ]);
});
