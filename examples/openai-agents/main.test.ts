import { expect, test } from "vitest";
import { runExample } from "../testing/run-example.ts";

test("an OpenAI agent is told as it acted, and nothing that was said", async () => {
  const { said, told } = await runExample(import.meta.dirname);
  // This framework ends a run on an answer that is incomplete, and on a tool that it does not know.
  expect(said).toEqual([
    expect.stringMatching(/^Yes, /),
    expect.stringMatching(/response\.incomplete/),
    expect.stringMatching(/^Tool delete_account not found/),
    expect.stringMatching(/^400 Invalid prompt/),
  ]);
  // Its spans tell the model that answered alone, and call an answer with tool calls complete.
  expect(told).toEqual([
    "agent_invocation low success, support-agent",
    "  model_completion low success, ? > gpt-5, stop, in 101, cached 64, out 41, reasoning 17, instruction + question + reasoning + tool_selection",
    "  tool_call medium success, lookup_customer, tool_selection + tool_result",
    "  model_completion low success, ? > gpt-5, stop, in 202, cached 128, out 23, reasoning 0, tool_result + answer",
    "agent_invocation low failure other, support-agent",
    "  model_completion low success, ? > gpt-5, stop, in 303, cached 0, out 37, reasoning 0, instruction + question + tool_selection",
    "  tool_call medium failure other, send_email, tool_selection + tool_result",
    "  model_completion medium failure other, ? > unregistered, other, in 404, cached 0, out 19, reasoning 0, tool_result + answer",
    "agent_invocation low failure other, support-agent",
    "  model_completion low success, ? > gpt-5, stop, in 505, cached 0, out 29, reasoning 0, instruction + question + tool_selection",
    "  unregistered_tool high unknown",
    "agent_invocation low failure other, support-agent",
    "  model_completion low failure other",
  ]);
});
