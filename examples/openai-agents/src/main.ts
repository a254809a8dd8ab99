import { OpenAIAgentsInstrumentation } from "@arizeai/openinference-instrumentation-openai-agents";
import * as agents from "@openai/agents";
import { z } from "zod";
import { INSTRUCTIONS, SAYS } from "../../shop/conversation.ts";
import { lookupCustomer, sendEmail } from "../../shop/tools.ts";
import { CUSTOMER } from "../../support-agent/src/personal-data.ts";

new OpenAIAgentsInstrumentation().manuallyInstrument(agents);

const support = new agents.Agent({
  name: "support-agent",
  model: "gpt-5",
  instructions: INSTRUCTIONS,
  tools: [
    agents.tool({
      name: "lookup_customer",
      description: "Find a customer by e-mail address",
      parameters: z.object({ email: z.string() }),
      execute: async (input) => lookupCustomer(input),
    }),
    agents.tool({
      name: "send_email",
      description: "Send an e-mail to a customer",
      parameters: z.object({ to: z.string(), body: z.string() }),
      execute: async (input) => sendEmail(input),
    }),
  ],
});
// Applications put their users into all of these.
const runner = new agents.Runner({
  workflowName: `support of ${CUSTOMER.name}`,
  groupId: CUSTOMER.email,
  traceMetadata: { [CUSTOMER.user_id]: CUSTOMER.phone },
});

console.log(await streamed(SAYS.refund));
for (const text of [SAYS.letter, SAYS.deletion, SAYS.neighbours]) {
  console.log(await answer(text).catch((error: Error) => error.message));
}

async function answer(text: string): Promise<string> {
  return (await runner.run(support, text)).finalOutput ?? "";
}

async function streamed(text: string): Promise<string> {
  const result = await runner.run(support, text, { stream: true });
  await result.completed;
  return result.finalOutput ?? "";
}
