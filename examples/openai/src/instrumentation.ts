// Loaded before the agent, so that the client library is patched when it is imported.
import { register } from "node:module";
import { registerInstrumentations } from "@opentelemetry/instrumentation";
import { OpenAIInstrumentation } from "@opentelemetry/instrumentation-openai";

register("@opentelemetry/instrumentation/hook.mjs", import.meta.url);
registerInstrumentations({
  instrumentations: [new OpenAIInstrumentation({ captureMessageContent: true })],
});
