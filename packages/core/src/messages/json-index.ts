import { brokenJson, skipString } from "./json-cursor.ts";
import type { JsonCursor } from "./json-cursor.ts";

/** Where the lists and objects of a JSON text stand, except those with nothing between the brackets. */
export interface JsonIndex {
  /** `FIELDS` numbers for each, in the order in which they open, as the constants below name them. */
  readonly containers: Int32Array;
  /**
   * Short ways through long lists, by the place of the list: for each `STRIDE` items, the place in the
   * text where the next one begins, and the place in the index of the next container.
   */
  readonly strides: ReadonlyMap<number, readonly number[]>;
}

export const FIELDS = 4;
/** Place in the text behind its closing bracket. */
export const END = 0;
/** Place in the index of the first one that opens behind it. */
export const NEXT = 1;
/** How many items, or keys, stand in it. */
export const COUNT = 2;
/** Characters of all strings in it that are no keys, and of numbers and words. */
export const LENGTH = 3;

export const STRIDE = 512;

const MAX_DEPTH = 100;
const NO_STRIDES = new Map<number, number[]>();
// Enough for any ordinary message, so that it needs none of its own.
const SCRATCH = new Int32Array(FIELDS * 1024);

/**
 * Indexes a JSON text in one pass and in linear time; the index is valid until the next call.
 *
 * Throws a `SyntaxError` where brackets or quotes do not match, or it is over 100 levels deep. The
 * order of what stands between them is not looked at.
 */
export function indexJson(text: string): JsonIndex {
  const cursor: JsonCursor = { text, at: 0, escapes: 0 };
  const end = text.length;
  let strides = NO_STRIDES;
  let index: Int32Array = SCRATCH;
  let free = 0;
  let open = -1;
  let depth = 0;
  // Of the innermost container that is open.
  let commas = 0;
  let isEmpty = true;
  // Of the whole text so far, and of its last string.
  let length = 0;
  let last = 0;
  for (let at = 0; at < end; at++) {
    const c = text.charCodeAt(at);
    switch (c < CLASSES.length ? CLASSES[c] : OTHER) {
      case BLANK:
        break;
      case LITERAL:
        length++;
        isEmpty = false;
        break;
      case COMMA:
        if ((++commas & (STRIDE - 1)) === 0) {
          if (strides === NO_STRIDES) strides = new Map();
          addStride(strides, open, at + 1, free);
        }
        break;
      case STRING:
        cursor.at = at;
        skipString(cursor);
        last = cursor.at - at - 2 - cursor.escapes;
        length += last;
        isEmpty = false;
        at = cursor.at - 1;
        break;
      case COLON:
        // What came before it was a key.
        length -= last;
        break;
      case OPENING:
        // What is empty is seen to be so where it stands.
        if (text.charCodeAt(at + 1) === c + 2) {
          isEmpty = false;
          at++;
          break;
        }
        if (++depth > MAX_DEPTH) throw brokenJson({ at });
        if (free === index.length) index = longer(index, end - at);
        if (open >= 0) index[open + COUNT] = commas;
        // Until it closes: where it opens, what is around it, and what came before.
        index[free + END] = at;
        index[free + NEXT] = open;
        index[free + LENGTH] = length;
        open = free;
        free += FIELDS;
        commas = 0;
        isEmpty = true;
        break;
      case CLOSING: {
        // A bracket and its closing one are two apart in ASCII.
        if (open < 0 || text.charCodeAt(index[open + END]!) !== c - 2) throw brokenJson({ at });
        const around = index[open + NEXT]!;
        index[open + END] = at + 1;
        index[open + NEXT] = free;
        index[open + COUNT] = isEmpty ? 0 : commas + 1;
        index[open + LENGTH] = length - index[open + LENGTH]!;
        open = around;
        depth--;
        commas = open < 0 ? 0 : index[open + COUNT]!;
        isEmpty = false;
        break;
      }
      default:
        throw brokenJson({ at });
    }
  }
  if (open >= 0) throw brokenJson({ at: end });
  return { containers: index, strides };
}

function addStride(strides: Map<number, number[]>, list: number, at: number, next: number): void {
  const known = strides.get(list);
  if (known === undefined) strides.set(list, [at, next]);
  else known.push(at, next);
}

// Room for all that the rest can hold: what is not used of it costs nothing.
function longer(index: Int32Array, rest: number): Int32Array {
  const more = new Int32Array(index.length + FIELDS * (rest >> 1) + FIELDS);
  more.set(index);
  return more;
}

const OTHER = 0;
const BLANK = 1;
const LITERAL = 2;
const COMMA = 3;
const STRING = 4;
const COLON = 5;
const OPENING = 6;
const CLOSING = 7;

const CLASSES = new Uint8Array(128);
for (const c of " \t\n\r") CLASSES[c.charCodeAt(0)] = BLANK;
for (const c of "0123456789+-.eEtrufalsn") CLASSES[c.charCodeAt(0)] = LITERAL;
for (const c of "[{") CLASSES[c.charCodeAt(0)] = OPENING;
for (const c of "]}") CLASSES[c.charCodeAt(0)] = CLOSING;
CLASSES[",".charCodeAt(0)] = COMMA;
CLASSES['"'.charCodeAt(0)] = STRING;
CLASSES[":".charCodeAt(0)] = COLON;
