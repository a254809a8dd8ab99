import { LangChainInstrumentation } from "@arizeai/openinference-instrumentation-langchain";
import * as callbackManager from "@langchain/core/callbacks/manager";
import { ChatOpenAI } from "@langchain/openai";
import { createAgent, tool } from "langchain";
import { z } from "zod";
import { INSTRUCTIONS, SAYS } from "../../shop/conversation.ts";
import { lookupCustomer, sendEmail } from "../../shop/tools.ts";
import { CUSTOMER } from "../../support-agent/src/personal-data.ts";

new LangChainInstrumentation().manuallyInstrument(callbackManager);

// Applications put their users into all of these.
const CONFIG = {
  runName: `support of ${CUSTOMER.name}`,
  tags: [CUSTOMER.user_id],
  metadata: { thread_id: CUSTOMER.email, [CUSTOMER.user_id]: CUSTOMER.phone },
};

const agent = createAgent({
  name: "support-agent",
  model: new ChatOpenAI({ model: "gpt-5", maxRetries: 0 }),
  systemPrompt: INSTRUCTIONS,
  tools: [
    tool((input: { email: string }) => JSON.stringify(lookupCustomer(input)), {
      name: "lookup_customer",
      description: "Find a customer by e-mail address",
      schema: z.object({ email: z.string() }),
    }),
    tool((input: { to: string; body: string }) => JSON.stringify(sendEmail(input)), {
      name: "send_email",
      description: "Send an e-mail to a customer",
      schema: z.object({ to: z.string(), body: z.string() }),
    }),
  ],
});

console.log(await streamed(SAYS.refund));
for (const text of [SAYS.letter, SAYS.deletion, SAYS.neighbours]) {
  console.log(await answer(text).catch((error: Error) => error.message));
}

async function answer(text: string): Promise<string> {
  const { messages } = await agent.invoke(said(text), CONFIG);
  return messages.at(-1)?.text ?? "";
}

async function streamed(text: string): Promise<string> {
  let answer = "";
  const stream = await agent.stream(said(text), { ...CONFIG, streamMode: "messages" });
  for await (const [message] of stream) {
    if (message.type === "ai") answer += message.text;
  }
  return answer;
}

function said(text: string): { messages: { role: "user"; content: string }[] } {
  return { messages: [{ role: "user", content: text }] };
}
