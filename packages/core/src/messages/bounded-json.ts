import { outlineJson, outlineRoot } from "./outline-json.ts";

/** Longer JSON texts are not parsed: their structure is not worth the time that they could cost. */
export const MAX_JSON_LENGTH: number = 1 << 20;
/** Longer ones are read by their outline, which takes a bounded time. */
export const MAX_PARSED: number = 1 << 16;

/**
 * The value of a JSON text, or undefined when the text is no JSON object or array, or too long. Of a
 * text of more than 64 Ki characters it is the outline: see `outlineJson`.
 *
 * Only texts that begin like an object or an array are tried, so prose costs nothing.
 */
export function boundedJson(text: string): unknown {
  return attempt(text, text.length > MAX_PARSED ? outlineJson : JSON.parse);
}

/** `boundedJson` in bounded time, where content is only measured: see `outlineJson`. */
export function boundedOutline(text: string): unknown {
  return attempt(text, outlineJson);
}

/** `boundedOutline`, but without the lists and objects inside the outermost one. */
export function boundedRoot(text: string): unknown {
  return attempt(text, outlineRoot);
}

function attempt(text: string, read: (text: string) => unknown): unknown {
  if (text.length > MAX_JSON_LENGTH || !beginsLikeJson(text)) return undefined;
  try {
    return read(text);
  } catch {
    // A broken text is prose to us. The parser's message quotes the text, so it goes no further.
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
