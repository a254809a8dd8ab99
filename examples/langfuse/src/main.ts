import { observeOpenAI } from "@langfuse/openai";
import { propagateAttributes, startActiveObservation } from "@langfuse/tracing";
import OpenAI from "openai";
import { INSTRUCTIONS, SAYS } from "../../shop/conversation.ts";
import { lookupCustomer, sendEmail } from "../../shop/tools.ts";
import { CUSTOMER } from "../../support-agent/src/personal-data.ts";

type Message = OpenAI.ChatCompletionMessageParam;

const model = "gpt-5";
const openai = observeOpenAI(new OpenAI({ maxRetries: 0 }));
const tools: OpenAI.ChatCompletionTool[] = ["lookup_customer", "send_email"].map((name) => ({
  type: "function",
  function: { name, parameters: { type: "object" } },
}));

console.log(await streamed(SAYS.refund));
for (const text of Object.values(SAYS)) {
  console.log(await answer(text).catch((error: Error) => error.message));
}

async function streamed(text: string): Promise<string> {
  const request = { model, messages: said(text), tools, stream: true } as const;
  let calls = "";
  for await (const { choices } of await openai.chat.completions.create(request)) {
    for (const call of choices[0]?.delta.tool_calls ?? []) calls += call.function?.arguments ?? "";
  }
  return calls;
}

/** Lets the model call tools until it answers. */
function answer(text: string): Promise<string> {
  const user = { userId: CUSTOMER.user_id, metadata: { [CUSTOMER.email]: CUSTOMER.phone } };
  return propagateAttributes(user, () =>
    startActiveObservation(
      "support-agent",
      async (agent) => {
        agent.update({ input: text });
        const messages = said(text);
        for (;;) {
          const { choices } = await openai.chat.completions.create({ model, messages, tools });
          const { message } = choices[0]!;
          if (message.tool_calls === undefined) return message.content ?? message.refusal ?? "";
          messages.push(message);
          for (const call of message.tool_calls) messages.push(await toResult(call));
        }
      },
      { asType: "agent" },
    ),
  );
}

function said(text: string): Message[] {
  return [
    { role: "system", content: INSTRUCTIONS },
    { role: "user", content: text },
  ];
}

async function toResult(call: OpenAI.ChatCompletionMessageToolCall): Promise<Message> {
  const { name, arguments: input } = (call as OpenAI.ChatCompletionMessageFunctionToolCall)
    .function;
  const content = await startActiveObservation(
    name,
    async (tool) => {
      tool.update({ input: JSON.parse(input) });
      const output = run(name, JSON.parse(input));
      tool.update({ output });
      return JSON.stringify(output);
    },
    { asType: "tool" },
  ).catch((error: Error) => error.message);
  return { role: "tool", tool_call_id: call.id, content };
}

function run(name: string, input: { email: string; to: string; body: string }): object {
  if (name === "lookup_customer") return lookupCustomer(input);
  if (name === "send_email") return sendEmail(input);
  throw new Error(`no tool ${name}`);
}
