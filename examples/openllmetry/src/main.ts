import { audit } from "@auditspan/agent";
import * as traceloop from "@traceloop/node-server-sdk";
import OpenAI from "openai";
import { INSTRUCTIONS, SAYS } from "../../shop/conversation.ts";
import { lookupCustomer, sendEmail } from "../../shop/tools.ts";
import { CUSTOMER } from "../../support-agent/src/personal-data.ts";

// Our provider is registered before, so this one gets no spans and nothing goes to Traceloop.
traceloop.initialize({
  appName: "support-agent",
  disableBatch: true,
  // It hooks version 6 and has the types of version 7.
  instrumentModules: { openAI: OpenAI as never },
  silenceInitializationMessage: true,
  traceloopSyncEnabled: false,
});

const model = "gpt-5";
const openai = new OpenAI({ maxRetries: 0 });
const tools = [
  tool("lookup_customer", lookupCustomer),
  // OpenLLMetry never ends the span of a tool that throws, so what matters is stated.
  tool("send_email", (input: { to: string; body: string }) => {
    try {
      return audit.action("message_sent", {}, () => sendEmail(input));
    } catch (error) {
      return { error: (error as Error).message };
    }
  }),
];

console.log(await streamed(SAYS.refund));
for (const text of Object.values(SAYS)) {
  console.log(await answer(text).catch((error: Error) => error.message));
}

async function streamed(text: string): Promise<string> {
  let calls = "";
  const request = { model, messages: said(text), tools, stream: true } as const;
  for await (const { choices } of await openai.chat.completions.create(request)) {
    for (const call of choices[0]?.delta.tool_calls ?? []) calls += call.function?.arguments ?? "";
  }
  return calls;
}

/** The client library's own loop: it lets the model call tools until it answers. */
function answer(text: string): Promise<string> {
  return traceloop.withAssociationProperties({ user_id: CUSTOMER.user_id }, () =>
    traceloop.withAgent({ name: "support-agent" }, async () => {
      const runner = openai.chat.completions.runTools({ model, messages: said(text), tools });
      const { content, refusal } = await runner.finalMessage();
      return content ?? refusal ?? "";
    }),
  );
}

function said(text: string): OpenAI.ChatCompletionMessageParam[] {
  return [
    { role: "system", content: INSTRUCTIONS },
    { role: "user", content: text },
  ];
}

function tool<Input extends object>(name: string, run: (input: Input) => object) {
  return {
    type: "function" as const,
    function: {
      name,
      description: name,
      parameters: { type: "object" },
      parse: JSON.parse as (text: string) => Input,
      function: (input: Input): Promise<object> => traceloop.withTool({ name }, run, input),
    },
  };
}
