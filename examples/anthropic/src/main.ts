import Anthropic from "@anthropic-ai/sdk";
import { betaZodTool } from "@anthropic-ai/sdk/helpers/beta/zod";
import { z } from "zod";
import { INSTRUCTIONS, SAYS } from "../../shop/conversation.ts";
import { lookupCustomer, sendEmail } from "../../shop/tools.ts";
import { CUSTOMER } from "../../support-agent/src/personal-data.ts";

const anthropic = new Anthropic({ openTelemetry: { traces: { contentMode: "content" } } });

console.log(await answer(SAYS.refund, true));
console.log(await answer(SAYS.letter, false));
console.log(await answer(SAYS.deletion, false));
console.log(await answer(SAYS.neighbours, false).catch((error: Error) => error.message));

/** The client library's own loop: it lets the model call tools until it answers. */
async function answer(text: string, stream: boolean): Promise<string> {
  const runner = anthropic.beta.messages.toolRunner({
    model: "claude-opus-4-5",
    max_tokens: 2000,
    thinking: { type: "enabled", budget_tokens: 1024 },
    metadata: { user_id: CUSTOMER.user_id },
    system: INSTRUCTIONS,
    messages: [{ role: "user", content: text }],
    stream,
    tools: [
      betaZodTool({
        name: "lookup_customer",
        description: "Find a customer by e-mail address",
        inputSchema: z.object({ email: z.string() }),
        run: (input) => JSON.stringify(lookupCustomer(input)),
      }),
      betaZodTool({
        name: "send_email",
        description: "Send an e-mail to a customer",
        inputSchema: z.object({ to: z.string(), body: z.string() }),
        run: (input) => JSON.stringify(sendEmail(input)),
      }),
    ],
  });
  const { content } = await runner;
  return content.map((block) => (block.type === "text" ? block.text : "")).join("");
}
