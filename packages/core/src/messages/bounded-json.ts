import { outlineJson } from "./outline-json.ts";

/** Longer JSON texts are not parsed: their structure is not worth the time that they could cost. */
export const MAX_JSON_LENGTH: number = 1 << 20;

/**
 * The value of a JSON text, or undefined when the text is no JSON object or array, or too long.
 *
 * Only texts that begin like an object or an array are tried, so prose costs nothing.
 */
export function boundedJson(text: string): unknown {
  if (text.length > MAX_JSON_LENGTH || !beginsLikeJson(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A broken text is prose to us. The parser's message quotes the text, so it goes no further.
    return undefined;
  }
}

/** `boundedJson`, but long strings are left where they are: for content that is only measured. */
export function boundedOutline(text: string): unknown {
  if (text.length > MAX_JSON_LENGTH || !beginsLikeJson(text)) return undefined;
  try {
    return outlineJson(text);
  } catch {
    return undefined;
  }
}

function beginsLikeJson(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x7b || c === 0x5b) return true;
    if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return false;
  }
  return false;
}
