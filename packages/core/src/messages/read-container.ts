import {
  brokenJson,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipBlanks,
} from "./json-cursor.ts";
import type { JsonCursor } from "./json-cursor.ts";
import { COUNT, END, NEXT, STRIDE } from "./json-index.ts";
import type { JsonIndex } from "./json-index.ts";
import { readLiteral, readString } from "./read-scalar.ts";
import { USUAL_WORDS } from "./usual-words.ts";

const MAX_DEPTH = 100;
// An object with keys that none had before costs as much as many others.
const STRANGE_KEY = 8;
const MAX_KEYS = 2000;
/** Of a longer list its first items are read, and its last ones: at least so many. */
const FIRST_ITEMS = 64;
const LAST_ITEMS = 1000;

/** A text that is read, and how far. */
export interface Outline extends JsonCursor {
  /** Of a long text. */
  readonly index: JsonIndex | undefined;
  /** Place in the index of the container that opens next. */
  next: number;
  readonly waiting: Waiting[];
  /** What is left of the budget; values and usual keys cost 1. */
  left: number;
}

/** A container of a long text that is not read yet, and its place in the one around it. */
export interface Waiting {
  readonly around: Around;
  readonly key: string | number;
  readonly start: number;
  readonly place: number;
}

export type Around = Record<string | number, unknown>;

/**
 * Reads a value and moves behind it. In a long text a list or an object waits for its turn, and
 * undefined stands in its place.
 */
export function readValue(
  outline: Outline,
  depth: number,
  around: Around,
  key: string | number,
): unknown {
  switch (skipBlanks(outline)) {
    case QUOTE:
      return readString(outline);
    case OPEN_BRACE:
    case OPEN_BRACKET: {
      if (isEmptyAt(outline)) return readEmpty(outline);
      if (outline.index === undefined) return readContainer(outline, depth, 0);
      const { containers } = outline.index;
      const place = outline.next;
      outline.waiting.push({ around, key, start: outline.at, place });
      outline.at = containers[place + END]!;
      outline.next = containers[place + NEXT]!;
      return undefined;
    }
    default:
      return readLiteral(outline);
  }
}

// The index has no place for what is empty.
function isEmptyAt({ text, at }: Outline): boolean {
  // A bracket and its closing one are two apart in ASCII.
  return text.charCodeAt(at + 1) === text.charCodeAt(at) + 2;
}

function readEmpty(outline: Outline): unknown {
  const isList = outline.text.charCodeAt(outline.at) === OPEN_BRACKET;
  outline.at += 2;
  return isList ? [] : {};
}

/** Reads the list or object that begins here. */
export function readContainer(outline: Outline, depth: number, place: number): unknown {
  if (depth > MAX_DEPTH) throw brokenJson(outline);
  const isList = outline.text.charCodeAt(outline.at++) === OPEN_BRACKET;
  return isList ? readList(outline, depth, place) : readObject(outline, depth);
}

function readList(outline: Outline, depth: number, place: number): unknown[] {
  const items: unknown[] = [];
  const first = outline.waiting.length;
  if (skipBlanks(outline) === CLOSE_BRACKET) return (outline.at++, items);
  const strides = outline.index?.strides.get(place);
  for (let i = 0; ; i++) {
    if (i === FIRST_ITEMS && strides !== undefined) i = skipMiddle(outline, items, strides, place);
    items[i] = readValue(outline, depth + 1, items as never, i);
    outline.left--;
    const next = skipBlanks(outline);
    outline.at++;
    if (next === CLOSE_BRACKET) break;
    if (next !== COMMA) throw brokenJson(outline);
  }
  // The last message is the one that counts most.
  if (outline.index !== undefined) reverse(outline.waiting, first);
  return items;
}

/** Moves to the last items of a long list, and returns the number of the first of them. */
function skipMiddle(
  outline: Outline,
  items: unknown[],
  strides: readonly number[],
  place: number,
): number {
  const count = outline.index!.containers[place + COUNT]!;
  const last = Math.floor((count - LAST_ITEMS) / STRIDE);
  if (last < 1) return FIRST_ITEMS;
  outline.at = strides[2 * last - 2]!;
  outline.next = strides[2 * last - 1]!;
  // Set beforehand, so that the holes need no room.
  items.length = count;
  return last * STRIDE;
}

function readObject(outline: Outline, depth: number): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  if (skipBlanks(outline) === CLOSE_BRACE) return (outline.at++, object);
  for (let keys = 0; keys < MAX_KEYS || outline.index === undefined; keys++) {
    if (skipBlanks(outline) !== QUOTE) throw brokenJson(outline);
    const key = readString(outline);
    if (skipBlanks(outline) !== COLON) throw brokenJson(outline);
    outline.at++;
    // A key that long, or one that reaches into the prototype, is no key that anybody looks for.
    const isKey = typeof key === "string" && key !== "__proto__";
    const around: Around = isKey ? object : {};
    const value = readValue(outline, depth + 1, around, isKey ? key : "");
    if (isKey) object[key] = value;
    if (outline.index !== undefined)
      outline.left -= isKey && USUAL_WORDS.has(key) ? 1 : STRANGE_KEY;
    const next = skipBlanks(outline);
    outline.at++;
    if (next === CLOSE_BRACE) break;
    if (next !== COMMA) throw brokenJson(outline);
  }
  return object;
}

function reverse(items: unknown[], from: number): void {
  for (let i = from, j = items.length - 1; i < j; i++, j--) {
    [items[i], items[j]] = [items[j], items[i]];
  }
}
