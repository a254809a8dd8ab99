import { expect, test } from "vitest";
import { runExample } from "../testing/run-example.ts";

test("an agent with Langfuse is told as it acted, and nothing that was said", async () => {
  const { said, told } = await runExample(import.meta.dirname);
  expect(said).toEqual([
    expect.stringMatching(/^\{"email":/),
    expect.stringMatching(/^Yes, /),
    expect.stringMatching(/^I cannot reach /),
    expect.stringMatching(/^Deleting account /),
    expect.stringMatching(/^400 Invalid prompt/),
  ]);
  // It keeps one name of a model, that of the answer if there is one, no reasons to finish, and what
  // an error was only as text. A stream brings tokens only when it is asked for them.
  expect(told).toEqual([
    "model_completion low success, gpt-5 > gpt-5, streamed, instruction + question + tool_selection",
    "agent_invocation low success, support-agent",
    "  model_completion low success, gpt-5 > gpt-5, in 101, cached 64, out 41, reasoning 17, instruction + question + reasoning + tool_selection",
    "  tool_call medium success, lookup_customer, tool_selection + tool_result",
    "  model_completion low success, gpt-5 > gpt-5, in 202, cached 128, out 23, reasoning 0, tool_result + answer",
    "agent_invocation low success, support-agent",
    "  model_completion low success, gpt-5 > gpt-5, in 303, cached 0, out 37, reasoning 0, instruction + question + tool_selection",
    "  tool_call medium failure other, send_email, tool_selection",
    "  model_completion medium success, unregistered > unregistered, in 404, cached 0, out 19, reasoning 0, tool_result + answer",
    "agent_invocation low success, support-agent",
    "  model_completion low success, gpt-5 > gpt-5, in 505, cached 0, out 29, reasoning 0, instruction + question + tool_selection",
    "  unregistered_tool high unknown",
    "  unregistered_tool high failure other, tool_selection",
    "  model_completion low success, gpt-5 > gpt-5, in 606, cached 0, out 31, reasoning 0, tool_result + refusal",
    "agent_invocation low failure other, support-agent",
    "  model_completion low failure other, gpt-5 > ?, instruction + question",
  ]);
});
