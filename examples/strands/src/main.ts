import { Agent, configureLogging, tool } from "@strands-agents/sdk";
import { OpenAIModel } from "@strands-agents/sdk/models/openai";
import { z } from "zod";
import { INSTRUCTIONS, SAYS } from "../../shop/conversation.ts";
import { lookupCustomer, sendEmail } from "../../shop/tools.ts";
import { CUSTOMER } from "../../support-agent/src/personal-data.ts";

// Its warnings quote what providers answer.
configureLogging({ debug() {}, info() {}, warn() {}, error() {} });

const tools = [
  tool({
    name: "lookup_customer",
    description: "Find a customer by e-mail address",
    inputSchema: z.object({ email: z.string() }),
    callback: (input) => JSON.stringify(lookupCustomer(input)),
  }),
  tool({
    name: "send_email",
    description: "Send an e-mail to a customer",
    inputSchema: z.object({ to: z.string(), body: z.string() }),
    callback: (input) => JSON.stringify(sendEmail(input)),
  }),
];

for (const text of Object.values(SAYS)) {
  console.log(await answer(text).catch((error: Error) => error.message));
}

/** The model is always asked for a stream here. */
async function answer(text: string): Promise<string> {
  const agent = new Agent({
    name: "support-agent",
    model: new OpenAIModel({ api: "chat", modelId: "gpt-5", clientConfig: { maxRetries: 0 } }),
    systemPrompt: INSTRUCTIONS,
    tools,
    printer: false,
    // Applications put their users into these.
    traceAttributes: { "user.id": CUSTOMER.user_id, [CUSTOMER.email]: CUSTOMER.phone },
  });
  return String(await agent.invoke(text));
}
