import { styleText } from "node:util";
import { createOpenAI } from "@ai-sdk/openai";
import { OpenTelemetry } from "@ai-sdk/otel";
import { registerTelemetry } from "ai";
import { createSupportAgent } from "./agent.ts";
import { USER_TURNS } from "./conversation.ts";
import { startModelServer } from "./model-server.ts";

registerTelemetry(new OpenTelemetry());

const offline = process.env["OPENAI_BASE_URL"] === undefined ? await startModelServer() : undefined;
const openai = createOpenAI(offline && { baseURL: offline.url, apiKey: "offline" });
const models = process.env["OPENAI_MODEL"]?.split(",") ?? ["gpt-5", "gpt-5-mini"];
const support = createSupportAgent(
  models.map((model) => openai(model)),
  (text) => print("gray", `  · ${text}\n`),
);

try {
  for (const [index, message] of USER_TURNS.entries()) {
    print("cyan", `user: ${message}\n`);
    const answer = index === 0 ? support.stream(message) : [await support.answer(message)];
    let lead = "agent: ";
    for await (const piece of answer) {
      print("green", lead + piece);
      lead = "";
    }
    process.stdout.write("\n\n");
  }
} finally {
  await offline?.close();
}

/** Colour only on a terminal. */
function print(colour: Parameters<typeof styleText>[0], text: string): void {
  process.stdout.write(styleText(colour, text, { stream: process.stdout }));
}
