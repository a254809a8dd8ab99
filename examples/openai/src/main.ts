import OpenAI from "openai";
import { INSTRUCTIONS, SAYS } from "../../shop/conversation.ts";
import { lookupCustomer, sendEmail } from "../../shop/tools.ts";

type Message = OpenAI.ChatCompletionMessageParam;

const openai = new OpenAI();
const model = "gpt-5";
const tools: OpenAI.ChatCompletionTool[] = ["lookup_customer", "send_email"].map((name) => ({
  type: "function",
  function: { name, parameters: { type: "object" } },
}));

console.log(await answer(SAYS.refund, streamed));
console.log(await answer(SAYS.letter, atOnce));
console.log(await answer(SAYS.deletion, atOnce));
console.log(await answer(SAYS.neighbours, atOnce).catch((error: Error) => error.message));
console.log((await openai.responses.create({ model, input: SAYS.refund })).output.length, "items");

/** Lets the model call tools until it answers. */
async function answer(text: string, ask: typeof atOnce): Promise<string> {
  const messages: Message[] = [
    { role: "system", content: INSTRUCTIONS },
    { role: "user", content: text },
  ];
  for (;;) {
    const message = await ask(messages);
    if (message.tool_calls === undefined) return message.content ?? message.refusal ?? "";
    messages.push(message, ...message.tool_calls.map(toResult));
  }
}

async function atOnce(messages: Message[]): Promise<OpenAI.ChatCompletionMessage> {
  const { choices } = await openai.chat.completions.create({ model, messages, tools });
  return choices[0]!.message;
}

async function streamed(messages: Message[]): Promise<OpenAI.ChatCompletionMessage> {
  const stream = await openai.chat.completions.create({
    model,
    messages,
    tools,
    stream: true,
    stream_options: { include_usage: true },
  });
  const message: OpenAI.ChatCompletionMessage = { role: "assistant", content: "", refusal: null };
  for await (const { choices } of stream) {
    message.content += choices[0]?.delta.content ?? "";
    for (const { index, id, function: call } of choices[0]?.delta.tool_calls ?? []) {
      const calls = (message.tool_calls ??= []) as OpenAI.ChatCompletionMessageFunctionToolCall[];
      calls[index] ??= {
        id: id!,
        type: "function",
        function: { name: call!.name!, arguments: "" },
      };
      calls[index].function.arguments += call?.arguments ?? "";
    }
  }
  return message;
}

function toResult(call: OpenAI.ChatCompletionMessageToolCall): Message {
  return { role: "tool", tool_call_id: call.id, content: run(call) };
}

function run(call: OpenAI.ChatCompletionMessageToolCall): string {
  if (call.type !== "function") return "no such tool";
  const input = JSON.parse(call.function.arguments);
  try {
    if (call.function.name === "lookup_customer") return JSON.stringify(lookupCustomer(input));
    if (call.function.name === "send_email") return JSON.stringify(sendEmail(input));
    return "no such tool";
  } catch (error) {
    return (error as Error).message;
  }
}
