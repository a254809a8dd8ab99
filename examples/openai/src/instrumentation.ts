// Loaded before the agent, so that the client library is patched when it is imported.
import { registerInstrumentations } from "@opentelemetry/instrumentation";
import { OpenAIInstrumentation } from "@opentelemetry/instrumentation-openai";
import { register } from "import-in-the-middle/register-hooks.mjs";

register({ include: ["openai"] });
registerInstrumentations({
  instrumentations: [new OpenAIInstrumentation({ captureMessageContent: true })],
});
