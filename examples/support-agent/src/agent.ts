import { APICallError, ToolLoopAgent, type LanguageModel, type ModelMessage } from "ai";
import { tools } from "./tools.ts";

/** A support conversation: it remembers what was said and tells `note` what happens meanwhile. */
export interface SupportAgent {
  /** Answers all at once. Asks the next model when a provider refuses the request. */
  answer(message: string): Promise<string>;
  /** Answers in pieces, as they come from the first model. */
  stream(message: string): AsyncIterable<string>;
}

/** Creates the agent, which asks the first of the models and falls back to the others. */
export function createSupportAgent(
  models: readonly LanguageModel[],
  note: (text: string) => void,
): SupportAgent {
  const history: ModelMessage[] = [];
  const agents = models.map(
    (model) =>
      new ToolLoopAgent({
        model,
        instructions: "You are the support agent of a small shop. Be brief.",
        tools,
        maxOutputTokens: 2000,
        // The provider keeps nothing, so each request carries the history.
        providerOptions: { openai: { store: false, reasoningSummary: "auto" } },
        telemetry: { functionId: "support-agent" },
        onStepEnd({ content }) {
          for (const part of content) {
            if (part.type === "tool-result") note(`${part.toolName}: done`);
            if (part.type === "tool-error") note(`${part.toolName}: failed`);
          }
        },
      }),
  );

  const [first] = agents;
  if (first === undefined) throw new RangeError("expected at least one model, got none");

  return {
    async answer(message) {
      history.push({ role: "user", content: message });
      let refusal: APICallError | undefined;
      for (const agent of agents) {
        try {
          const result = await agent.generate({ messages: history });
          history.push(...result.responseMessages);
          return result.text;
        } catch (error) {
          if (!APICallError.isInstance(error)) throw error;
          refusal = error;
          note(`the provider refused (${error.statusCode})`);
        }
      }
      throw refusal;
    },

    async *stream(message) {
      history.push({ role: "user", content: message });
      const result = await first.stream({ messages: history });
      yield* result.textStream;
      history.push(...(await result.responseMessages));
    },
  };
}
