import type { AttributeValue } from "../audit-event.ts";
import { MAX_STEPS } from "../attributes.ts";
import { sizeClass } from "../kind-readers.ts";
import type { Part } from "./message.ts";

/** The usual estimate where the provider does not say. */
export const CHARACTERS_PER_TOKEN: number = 4;
const MAX_TOKENS = 9_999_999;

/**
 * Writes the structured reasoning steps of an action: three parallel lists, input first. Where the
 * provider counts no tokens, as for a tool, the size of both sides is told as a power of two.
 */
export function writeSteps(
  attributes: Record<string, AttributeValue>,
  input: readonly Part[],
  output: readonly Part[],
): void {
  const total = input.length + output.length;
  if (total === 0) return;
  const kinds: string[] = [];
  const tokens: number[] = [];
  const shapes: string[] = [];
  for (let i = 0; i < total && i < MAX_STEPS; i++) {
    const { kind, shape, length } = i < input.length ? input[i]! : output[i - input.length]!;
    kinds.push(kind);
    tokens.push(Math.min(MAX_TOKENS, Math.ceil(length / CHARACTERS_PER_TOKEN)));
    shapes.push(shape);
  }
  attributes["auditspan.step.kinds"] = kinds;
  attributes["auditspan.step.tokens"] = tokens;
  attributes["auditspan.step.shapes"] = shapes;
  attributes["auditspan.step.estimated"] = true;
  if (total > MAX_STEPS) attributes["auditspan.step.more"] = total - MAX_STEPS;
  if (attributes["gen_ai.usage.input_tokens"] === undefined) {
    writeSize(attributes, "auditspan.io.input_size", input);
    writeSize(attributes, "auditspan.io.output_size", output);
  }
}

function writeSize(
  attributes: Record<string, AttributeValue>,
  name: string,
  parts: readonly Part[],
): void {
  if (parts.length === 0) return;
  attributes[name] = sizeClass(parts.reduce((sum, { length }) => sum + length, 0));
}
