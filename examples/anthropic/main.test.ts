import { expect, test } from "vitest";
import { runExample } from "../testing/run-example.ts";

const CLAUDE = "claude-opus-4-5 > claude-opus-4-5";

test("an agent on the Anthropic SDK is told as it acted, and nothing that was said", async () => {
  const { said, told } = await runExample(import.meta.dirname);
  expect(said).toEqual([
    expect.stringMatching(/^Yes, /),
    expect.stringMatching(/^I cannot reach /),
    expect.stringMatching(/^Deleting account /),
    expect.stringMatching(/^400 .*Invalid prompt/),
  ]);
  expect(told).toEqual([
    "agent_invocation low success, support-agent",
    `  model_completion low success, ${CLAUDE}, streamed, tool_calls, in 101, cached 64, out 41, instruction + question + reasoning + tool_selection`,
    "  tool_call medium success, lookup_customer, tool_selection + tool_result",
    `  model_completion low success, ${CLAUDE}, streamed, stop, in 202, cached 128, out 23, tool_result + answer`,
    "agent_invocation low success, support-agent",
    `  model_completion low success, ${CLAUDE}, tool_calls, in 303, cached 0, out 37, instruction + question + tool_selection`,
    "  tool_call medium failure tool_error, send_email, tool_selection + tool_result",
    "  model_completion medium success, claude-opus-4-5 > unregistered, other, in 404, cached 0, out 19, tool_result + answer",
    "agent_invocation low success, support-agent",
    `  model_completion low success, ${CLAUDE}, tool_calls, in 505, cached 0, out 29, instruction + question + tool_selection`,
    "  unregistered_tool high unknown",
    `  model_completion low success, ${CLAUDE}, content_filter, in 606, cached 0, out 31, tool_result + answer`,
    "agent_invocation low failure other, support-agent",
    "  model_completion low failure 4xx, claude-opus-4-5 > ?, instruction + question",
  ]);
});
