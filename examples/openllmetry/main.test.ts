import { expect, test } from "vitest";
import { startReceiver } from "../../test/agent/audit-receiver.ts";
import { closing } from "../../test/agent/audited.ts";
import { runExample } from "../testing/run-example.ts";

test("an agent with OpenLLMetry is told as it acted, and nothing that was said", async () => {
  const traceloop = await startReceiver();
  closing(traceloop.close);
  const env = { TRACELOOP_BASE_URL: new URL(traceloop.url).origin };
  const { said, told } = await runExample(import.meta.dirname, { env });
  expect(traceloop.bodies).toEqual([]);
  expect(said).toEqual([
    expect.stringMatching(/^\{"email":/),
    expect.stringMatching(/^Yes, /),
    expect.stringMatching(/^I cannot reach /),
    expect.stringMatching(/^Deleting account /),
    expect.stringMatching(/^400 Invalid prompt/),
  ]);
  // Of a stream its spans tell no tokens, and of the request that was refused nothing at all: neither
  // the span of a call that fails ends nor that of the agent around it.
  expect(told).toEqual([
    "model_completion low success, gpt-5 > gpt-5, tool_calls, instruction + question + tool_selection",
    "agent_invocation low success, support-agent",
    "  model_completion low success, gpt-5 > gpt-5, tool_calls, in 101, out 41, instruction + question + tool_selection",
    "  tool_call medium success, lookup_customer, tool_selection + tool_result",
    "  model_completion low success, gpt-5 > gpt-5, stop, in 202, out 23, tool_result + answer",
    "agent_invocation low success, support-agent",
    "  model_completion low success, gpt-5 > gpt-5, tool_calls, in 303, out 37, instruction + question + tool_selection",
    "  tool_call medium success, send_email, tool_selection + tool_result",
    "    message_sent high unknown",
    "    message_sent high failure Error",
    "  model_completion medium success, gpt-5 > unregistered, other, in 404, out 19, tool_result + answer",
    "agent_invocation low success, support-agent",
    "  model_completion low success, gpt-5 > gpt-5, tool_calls, in 505, out 29, instruction + question + tool_selection",
    "  unregistered_tool high unknown",
    "  model_completion low success, gpt-5 > gpt-5, stop, in 606, out 31, tool_result + refusal",
  ]);
});
