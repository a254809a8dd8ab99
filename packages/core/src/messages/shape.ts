import { boundedRoot } from "./bounded-json.ts";
import { LongText } from "./long-text.ts";
import { Measured } from "./measured.ts";

// Enough for any real message; a larger tree is measured as far as this.
const MAX_NODES = 2000;
const MAX_DEPTH = 16;
const MAX_JSON_SHAPE = 1 << 16;

/**
 * The shape of a value (SCHEMA section 1): what it is built like, and nothing of what it says.
 */
export function shapeOf(value: unknown): string {
  if (value === undefined || value === null || value === "") return "empty";
  if (typeof value === "string") return textShape(value);
  if (value instanceof LongText) return longTextShape(value);
  if (value instanceof Measured) return measuredShape(value);
  if (ArrayBuffer.isView(value)) return "text";
  if (Array.isArray(value)) return `list:${bucket(value.length)}`;
  if (typeof value === "object") return `object:${bucket(keyCount(value))}`;
  return "text";
}

/** Number of characters that a value holds, keys not counted, measured as far as it is bounded. */
export function contentLength(value: unknown): number {
  if (typeof value === "string" || isMeasured(value)) return value.length;
  let length = 0;
  let nodes = 0;
  const walk = (node: unknown, depth: number): void => {
    if (++nodes > MAX_NODES || depth > MAX_DEPTH) return;
    if (typeof node === "string" || isMeasured(node)) length += node.length;
    else if (typeof node === "number" || typeof node === "boolean") length += 4;
    else if (ArrayBuffer.isView(node)) length += node.byteLength;
    // `for in` would list all indices of a long array first.
    else if (Array.isArray(node)) {
      for (let i = 0; i < node.length && nodes <= MAX_NODES; i++) walk(node[i], depth + 1);
    } else if (typeof node === "object" && node !== null) {
      for (const key in node) {
        if (nodes > MAX_NODES) return;
        walk((node as Record<string, unknown>)[key], depth + 1);
      }
    }
  };
  walk(value, 0);
  return length;
}

/** Counts above 16 are told as the next power of two, up to 2 ** 20. */
export function bucket(n: number): number {
  return n <= 16 ? n : 2 ** Math.min(20, Math.ceil(Math.log2(n)));
}

function textShape(text: string): string {
  if (text.length <= MAX_JSON_SHAPE) {
    const value = boundedRoot(text);
    if (Array.isArray(value)) return "json:array";
    if (value !== undefined) return `object:${bucket(keyCount(value as object))}`;
  }
  return text.includes("```") ? "code" : "text";
}

// Most content is prose, whose characters need not be looked at one by one.
function longTextShape(text: LongText): string {
  if (text.beginsLikeJson && text.length <= MAX_JSON_SHAPE) {
    const read = text.read();
    if (read !== undefined) return textShape(read);
  }
  return text.hasFence ? "code" : "text";
}

function measuredShape({ isList, count }: Measured): string {
  return `${isList ? "list" : "object"}:${bucket(count)}`;
}

function isMeasured(value: unknown): value is LongText | Measured {
  return value instanceof LongText || value instanceof Measured;
}

function keyCount(value: object): number {
  let n = 0;
  for (const _ in value) if (++n >= MAX_NODES) break;
  return n;
}
