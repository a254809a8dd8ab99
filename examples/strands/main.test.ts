import { expect, test } from "vitest";
import { runExample } from "../testing/run-example.ts";

test.each([
  ["events with old names", ""],
  ["events with new names", "gen_ai_latest_experimental"],
  ["attributes", "gen_ai_latest_experimental,gen_ai_span_attributes_only"],
])(
  "a Strands agent, content in %s, is told as it acted, and nothing that was said",
  async (_, form) => {
    const env = { OTEL_SEMCONV_STABILITY_OPT_IN: form };
    const { said, told } = await runExample(import.meta.dirname, { env });
    // The adapter of this framework leaves a refusal out of its answer, and reasoning out of its spans.
    expect(said).toEqual([
      expect.stringMatching(/^Yes, /),
      expect.stringMatching(/^I cannot reach /),
      "",
      expect.stringMatching(/^400 Invalid prompt/),
    ]);
    expect
      .soft(told)
      .toEqual([
        "agent_invocation low success, support-agent",
        "  model_completion low success, gpt-5 > ?, tool_calls, in 101, cached 64, out 41, instruction + question + tool_selection",
        "  tool_call medium success, lookup_customer, tool_selection + tool_result",
        "  model_completion low success, gpt-5 > ?, stop, in 202, cached 128, out 23, tool_result + answer",
        "agent_invocation low success, support-agent",
        "  model_completion low success, gpt-5 > ?, tool_calls, in 303, out 37, instruction + question + tool_selection",
        "  tool_call medium failure other, send_email, tool_selection + tool_result",
        "  model_completion low success, gpt-5 > ?, other, in 404, out 19, tool_result + answer",
        "agent_invocation low success, support-agent",
        "  model_completion low success, gpt-5 > ?, tool_calls, in 505, out 29, instruction + question + tool_selection",
        "  unregistered_tool high unknown",
        "  unregistered_tool high failure other, tool_selection + tool_result",
        "  model_completion low success, gpt-5 > ?, stop, in 606, out 31, tool_result",
        "agent_invocation low failure other, support-agent",
        "  model_completion low failure other, gpt-5 > ?, instruction + question",
      ]);
  },
);
