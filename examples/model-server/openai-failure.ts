import type { ModelFailure } from "../support-agent/src/model-script.ts";
import type { Json } from "../support-agent/src/response-body.ts";
import { CUSTOMER } from "../support-agent/src/personal-data.ts";

/** An error of OpenAI's APIs, whose type and code gateways fill as they like. */
export function openAiFailure({ message }: ModelFailure): Json {
  const code = `prompt_of_${CUSTOMER.email}`;
  return { error: { message, type: "invalid_request_error", param: null, code } };
}
