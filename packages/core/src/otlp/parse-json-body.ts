import type { DecodeBudget } from "./decode-budget.ts";
import { OtlpDecodeError } from "./decode-error.ts";
import type { JsonObject } from "./decode-json-fields.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Parses the JSON text of an export request. Throws an `OtlpDecodeError` that quotes nothing of it. */
export function parseJsonBody(body: Uint8Array | string, budget: DecodeBudget): JsonObject {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  refuseTooManyContainers(bytes, budget.maxValues);
  let json: unknown;
  try {
    // Unlike Buffer.toString it takes a byte order mark away.
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // The message of the parser quotes the text, so it goes no further.
    throw new OtlpDecodeError("JSON text", "the body");
  }
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json as JsonObject;
  throw new OtlpDecodeError("a JSON object", "the body");
}

/**
 * The parser builds everything before a budget could count it, and an empty object takes 50 times
 * the memory of its two characters. A body too short to hold so many is not looked through.
 */
function refuseTooManyContainers(bytes: Uint8Array, max: number): void {
  if (bytes.length <= max) return;
  let containers = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) inString = !inString;
    else if (inString) {
      if (byte === BACKSLASH) at++;
    } else if ((byte === 0x5b || byte === 0x7b) && ++containers > max) {
      throw new OtlpDecodeError(`at most ${max} arrays and objects`, `byte ${at}`, "limit");
    }
  }
}
