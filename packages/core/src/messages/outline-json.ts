import { brokenJson, OPEN_BRACKET, skipBlanks } from "./json-cursor.ts";
import { COUNT, FIELDS, indexJson, LENGTH } from "./json-index.ts";
import type { JsonIndex } from "./json-index.ts";
import { Measured } from "./measured.ts";
import { readContainer, readValue } from "./read-container.ts";
import type { Around, Outline, Waiting } from "./read-container.ts";

/** Texts up to this length are read as they come: nothing in them can take long. */
const MAX_PLAIN = 1 << 16;
/** What is read of a longer one. */
const BUDGET = 15_000;

/**
 * Reads a JSON text as `JSON.parse` does, but in bounded time, and leaves long strings where they
 * are, as `LongText`: content is measured, not copied.
 *
 * A long text is read from the outside in and from the end of lists, until a budget is spent: objects
 * and lists beyond it come as `Measured`, the middle of a list of thousands as holes. Throws a
 * `SyntaxError`, which says nothing of the text, when it is no JSON or over 100 levels deep. Of what
 * JSON forbids some passes in strings, in numbers and beyond the budget, since nothing of it is kept.
 */
export function outlineJson(text: string): unknown {
  const outline = openOutline(text, text.length > MAX_PLAIN ? indexJson(text) : undefined);
  const root = readRoot(outline);
  if (outline.index !== undefined) readWaiting(outline, outline.index);
  return root["value"];
}

/** `outlineJson` of a list or an object, but without the lists and objects inside it. */
export function outlineRoot(text: string): unknown {
  const outline = openOutline(text, indexJson(text));
  const root = readRoot(outline);
  const [container] = outline.waiting;
  return container === undefined ? root["value"] : readHere(outline, container);
}

function openOutline(text: string, index: JsonIndex | undefined): Outline {
  return { text, at: 0, escapes: 0, index, next: 0, waiting: [], left: BUDGET };
}

function readRoot(outline: Outline): Around {
  const root: Around = {};
  root["value"] = readValue(outline, 0, root, "value");
  skipBlanks(outline);
  if (outline.at !== outline.text.length) throw brokenJson(outline);
  return root;
}

function readHere(outline: Outline, { start, place }: Waiting): unknown {
  outline.at = start;
  outline.next = place + FIELDS;
  return readContainer(outline, 0, place);
}

function readWaiting(outline: Outline, { containers }: JsonIndex): void {
  const { waiting, text } = outline;
  for (let i = 0; i < waiting.length; i++) {
    const container = waiting[i]!;
    const { around, key, start, place } = container;
    if (outline.left > 0) {
      around[key] = readHere(outline, container);
    } else {
      const isList = text.charCodeAt(start) === OPEN_BRACKET;
      around[key] = new Measured(isList, containers[place + COUNT]!, containers[place + LENGTH]!);
    }
  }
}
