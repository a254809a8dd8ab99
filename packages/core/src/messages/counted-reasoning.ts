import type { AttributeValue } from "../audit-event.ts";
import type { Part } from "./message.ts";
import { CHARACTERS_PER_TOKEN } from "./steps.ts";

/**
 * The output of a model call with the reasoning that the provider counted and whose text no content
 * shows. Its shape is `empty`; its tokens are those of the provider.
 */
export function withCountedReasoning(
  output: readonly Part[],
  attributes: Readonly<Record<string, AttributeValue>>,
): readonly Part[] {
  const tokens = attributes["gen_ai.usage.reasoning.output_tokens"];
  if (typeof tokens !== "number" || tokens === 0) return output;
  if (output.some(({ kind }) => kind === "reasoning")) return output;
  return [{ kind: "reasoning", shape: "empty", length: tokens * CHARACTERS_PER_TOKEN }, ...output];
}
