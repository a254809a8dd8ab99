import { isPlaintext } from "../is-plaintext.ts";

const ACTION = /(?<!\$)\{\{(?:(?!\{\{|\}\})[^])*\}\}/g;
const LINE_OF_ACTIONS = /^[ \t]*(?:\{\{(?:(?!\{\{|\}\})[^])*\}\}[ \t]*)+$/gm;

/**
 * A template of a Helm chart as YAML of the same length: a line of nothing but actions is blank, an
 * action in a value is a reference, or a literal where it falls back to one. So every place stays.
 */
export function maskTemplates(text: string): string {
  if (!text.includes("{{")) return text;
  return text
    .replace(LINE_OF_ACTIONS, (line) => line.replace(/[^\r\n]/g, " "))
    .replace(ACTION, (action) => {
      const literal = isPlaintext(action);
      const inner = action.slice(2, -2).replace(/[^\r\n]/g, literal ? "x" : "_");
      return literal ? `xx${inner}xx` : `\${${inner}_}`;
    });
}
