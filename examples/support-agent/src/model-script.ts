import { CUSTOMER } from "./personal-data.ts";

/** What the script reads of a request to `/responses`. */
export interface ModelRequest {
  readonly model: string;
  readonly stream?: boolean;
  readonly input: readonly {
    readonly type?: string;
    readonly role?: string;
    readonly content?: unknown;
  }[];
}

export type ModelItem =
  | { readonly type: "reasoning" | "text" | "refusal"; readonly text: string }
  | { readonly type: "call"; readonly tool: string; readonly input: object };

/** One answer of the model, before it is put on the wire. */
export interface ModelAnswer {
  /** Echoed into response, item and call ids, as providers' ids do with what they are derived from. */
  readonly id: string;
  /** The version that says it answered. */
  readonly model: string;
  readonly items: readonly ModelItem[];
  /** Why the answer is incomplete, in the provider's own words. */
  readonly incompleteReason?: string;
}

/** A request that the provider refuses. */
export interface ModelFailure {
  readonly status: number;
  readonly message: string;
}

/**
 * Answers by the state of the conversation: how many turns the user has had, and how many tools
 * have answered since. The same request gets the same answer.
 */
export function answerTo(request: ModelRequest): ModelAnswer | ModelFailure {
  const turns = request.input.filter((item) => item.role === "user").length;
  const lastUser = request.input.findLastIndex((item) => item.role === "user");
  const toolResults = request.input
    .slice(lastUser)
    .filter((item) => item.type === "function_call_output").length;
  const state = `${turns}.${toolResults}`;
  if (turns === 3 && request.model === "gpt-5") return failure(request.input[lastUser]?.content);
  return {
    id: `${CUSTOMER.email}_${state}`,
    model: `${request.model}-2025-08-07`,
    ...(SCRIPT[state] ?? { items: [{ type: "text", text: "Is there anything else?" }] }),
  };
}

// Providers like to quote the prompt that they did not like.
function failure(prompt: unknown): ModelFailure {
  return { status: 400, message: `Invalid prompt, flagged by policy: ${JSON.stringify(prompt)}` };
}

const { name, email, phone, iban, address, date_of_birth, user_id } = CUSTOMER;

const SCRIPT: Readonly<Record<string, Pick<ModelAnswer, "items"> & Partial<ModelAnswer>>> = {
  "1.0": {
    items: [
      { type: "reasoning", text: `${name} asks for a refund. I look up ${email} first.` },
      { type: "call", tool: "lookup_customer", input: { email } },
    ],
  },
  "1.1": {
    items: [{ type: "text", text: `Yes, ${name}: 129 euros went to ${iban} this morning.` }],
  },
  "2.0": {
    items: [
      { type: "call", tool: "send_email", input: confirmation(phone) },
      { type: "call", tool: "delete_account", input: { user_id, date_of_birth } },
    ],
  },
  "2.2": { items: [{ type: "call", tool: "send_email", input: confirmation(email) }] },
  // A fine-tuned model carries its owner's name, and some gateways put prose into their reasons.
  "2.3": {
    model: `ft:gpt-5:shop:${user_id}`,
    incompleteReason: `stopped after an instruction of ${name}`,
    items: [
      {
        type: "text",
        text: `I wrote to ${email}, for ${address}. Deleting account ${user_id} is not in my power.`,
      },
    ],
  },
  "3.0": {
    items: [{ type: "refusal", text: `I cannot share other people's addresses, ${name}.` }],
  },
};

function confirmation(to: string): object {
  return {
    to,
    subject: `Refund for ${name}`,
    body: `${name}, born ${date_of_birth}, ${address}: 129 euros went to ${iban}.`,
  };
}
