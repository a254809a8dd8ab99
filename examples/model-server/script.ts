import { SAYS, type Turn } from "../shop/conversation.ts";
import type { ModelAnswer, ModelFailure } from "../support-agent/src/model-script.ts";
import { CUSTOMER } from "../support-agent/src/personal-data.ts";

/** What a conversation holds, in its order, whatever API it is told in. */
export type Exchange =
  | { readonly by: "user"; readonly text: string }
  | { readonly by: "model" }
  | { readonly by: "tool" };

/** What a call cost, in tokens. The cached are among the input, the reasoning among the output. */
export interface Usage {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly reasoning: number;
}

/** An answer before it is put on the wire. Without a model the one that was asked answers. */
export interface ScriptedAnswer extends Omit<ModelAnswer, "model"> {
  readonly model?: string;
  readonly usage: Usage;
}

/**
 * Answers by the state of the conversation: the last thing the user said, and how many tools have
 * answered since. The same state gets the same answer.
 */
export function answerTo(exchanges: readonly Exchange[]): ScriptedAnswer | ModelFailure {
  const lastUser = exchanges.findLastIndex(({ by }) => by === "user");
  const said = exchanges[lastUser];
  const turn = said?.by === "user" ? turnOf(said.text) : undefined;
  if (turn === undefined) {
    return { status: 400, message: "expected a line of the scripted conversation" };
  }
  if (turn === "neighbours") return refusal(SAYS[turn]);
  const results = exchanges.slice(lastUser).filter(({ by }) => by === "tool").length;
  const answer = SCRIPT[turn][Math.min(results, 1)]!;
  return { id: `${CUSTOMER.email}_${turn}_${results}`, ...answer };
}

function turnOf(text: string): Turn | undefined {
  return (Object.keys(SAYS) as Turn[]).find((turn) => text.includes(SAYS[turn]));
}

// Providers like to quote the prompt that they did not like.
function refusal(prompt: string): ModelFailure {
  return { status: 400, message: `Invalid prompt, flagged by policy: ${prompt}` };
}

const { name, email, phone, iban, address, date_of_birth, user_id } = CUSTOMER;

type Answer = Omit<ScriptedAnswer, "id">;

const SCRIPT: Readonly<Record<Exclude<Turn, "neighbours">, readonly [Answer, Answer]>> = {
  refund: [
    {
      items: [
        { type: "reasoning", text: `${name} asks for a refund. I look up ${email} first.` },
        { type: "call", tool: "lookup_customer", input: { email } },
      ],
      usage: { input: 101, cached: 64, output: 41, reasoning: 17 },
    },
    {
      items: [{ type: "text", text: `Yes, ${name}: 129 euros went to ${iban} this morning.` }],
      usage: { input: 202, cached: 128, output: 23, reasoning: 0 },
    },
  ],
  letter: [
    {
      items: [
        {
          type: "call",
          tool: "send_email",
          input: { to: phone, body: `${name}, born ${date_of_birth}: 129 euros went to ${iban}.` },
        },
      ],
      usage: { input: 303, cached: 0, output: 37, reasoning: 0 },
    },
    // A fine-tuned model carries its owner's name, and some gateways put prose into their reasons.
    {
      model: `ft:gpt-5:shop:${user_id}`,
      incompleteReason: `stopped after an instruction of ${name}`,
      items: [{ type: "text", text: `I cannot reach ${phone}, ${name}.` }],
      usage: { input: 404, cached: 0, output: 19, reasoning: 0 },
    },
  ],
  deletion: [
    {
      items: [{ type: "call", tool: "delete_account", input: { user_id, address } }],
      usage: { input: 505, cached: 0, output: 29, reasoning: 0 },
    },
    {
      items: [
        { type: "refusal", text: `Deleting account ${user_id} is not in my power, ${name}.` },
      ],
      usage: { input: 606, cached: 0, output: 31, reasoning: 0 },
    },
  ],
};
