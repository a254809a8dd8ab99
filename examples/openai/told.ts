/** What the events of the conversation tell, as far as the instrumentation of this example sees it. */
export const TOLD: readonly string[] = [
  "model_completion low success, gpt-5 > gpt-5, tool_calls, in 101, out 41, instruction + question + tool_selection",
  "model_completion low success, gpt-5 > gpt-5, stop, in 202, out 23, tool_result + answer",
  "model_completion low success, gpt-5 > gpt-5, tool_calls, in 303, out 37, instruction + question + tool_selection",
  "model_completion medium success, gpt-5 > unregistered, other, in 404, out 19, tool_result + answer",
  "model_completion low success, gpt-5 > gpt-5, tool_calls, in 505, out 29, instruction + question + tool_selection",
  "unregistered_tool high unknown",
  "model_completion low success, gpt-5 > gpt-5, stop, in 606, out 31, tool_result",
  "model_completion low failure invalid_request_error, gpt-5 > ?, instruction + question",
];
