import { createOpenAI } from "@ai-sdk/openai";
import { AuditSpanExporter } from "@auditspan/agent/exporter";
import { Mastra } from "@mastra/core";
import { Agent } from "@mastra/core/agent";
import type { MastraModelConfig } from "@mastra/core/llm";
import { createTool } from "@mastra/core/tools";
import { Observability } from "@mastra/observability";
import { OtelExporter } from "@mastra/otel-exporter";
import { z } from "zod";
import { INSTRUCTIONS, SAYS } from "../../shop/conversation.ts";
import { lookupCustomer, sendEmail } from "../../shop/tools.ts";
import { CUSTOMER } from "../../support-agent/src/personal-data.ts";

// Mastra makes its spans itself and hands them to exporters only, so ours stands here.
const exporter = new AuditSpanExporter({
  session: {
    names: {
      agent: "support-agent",
      agents: ["support-agent"],
      tools: ["lookup_customer", "send_email"],
      models: ["gpt-5"],
      providers: ["openai"],
    },
  },
});
const support = new Agent({
  id: "support-agent",
  name: "support-agent",
  instructions: INSTRUCTIONS,
  // Both bring types of the same interface, of different days.
  model: createOpenAI()("gpt-5") as MastraModelConfig,
  maxRetries: 0,
  tools: {
    lookup_customer: createTool({
      id: "lookup_customer",
      description: "Find a customer by e-mail address",
      inputSchema: z.object({ email: z.string() }),
      execute: async (input) => lookupCustomer(input),
    }),
    send_email: createTool({
      id: "send_email",
      description: "Send an e-mail to a customer",
      inputSchema: z.object({ to: z.string(), body: z.string() }),
      execute: async (input) => sendEmail(input),
    }),
  },
});
const otel = new OtelExporter({
  exporter,
  // It stays off without an endpoint, where nothing goes but the log records, which tell all.
  provider: {
    custom: { endpoint: process.env["OTEL_EXPORTER_OTLP_ENDPOINT"] ?? "http://127.0.0.1:4318" },
  },
  signals: { logs: false },
});
const mastra = new Mastra({
  agents: { support },
  logger: false,
  observability: new Observability({
    configs: {
      default: { serviceName: "support-agent", exporters: [otel] },
    },
  }),
});
// Applications put their users into these.
const options = {
  maxSteps: 2,
  tracingOptions: { metadata: { [CUSTOMER.user_id]: CUSTOMER.phone }, tags: [CUSTOMER.email] },
};
const agent = mastra.getAgent("support");

console.log(await (await agent.stream(SAYS.refund, options)).text);
for (const text of [SAYS.letter, SAYS.deletion, SAYS.neighbours]) {
  console.log(await answer(text).catch((error: Error) => error.message));
}
await mastra.shutdown();

async function answer(text: string): Promise<string> {
  return (await agent.generate(text, options)).text;
}
