import type { AttributeValue } from "../audit-event.ts";
import { MAX_STEPS } from "../attributes.ts";
import { sizeClass } from "../kind-readers.ts";
import type { Part } from "./message.ts";

// Four characters a token: the usual estimate where the provider does not say.
const CHARACTERS_PER_TOKEN = 4;
const MAX_TOKENS = 9_999_999;

/**
 * Writes the structured reasoning steps of an action: three parallel lists, input first, and the
 * size of both sides as powers of two.
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
  const sizes = [0, 0];
  for (const [side, parts] of [input, output].entries()) {
    for (const { kind, shape, length } of parts) {
      sizes[side]! += length;
      if (kinds.length === MAX_STEPS) continue;
      kinds.push(kind);
      tokens.push(Math.min(MAX_TOKENS, Math.ceil(length / CHARACTERS_PER_TOKEN)));
      shapes.push(shape);
    }
  }
  attributes["auditspan.step.kinds"] = kinds;
  attributes["auditspan.step.tokens"] = tokens;
  attributes["auditspan.step.shapes"] = shapes;
  attributes["auditspan.step.estimated"] = true;
  if (total > kinds.length) attributes["auditspan.step.more"] = total - kinds.length;
  if (input.length > 0) attributes["auditspan.io.input_size"] = sizeClass(sizes[0]!);
  if (output.length > 0) attributes["auditspan.io.output_size"] = sizeClass(sizes[1]!);
}
