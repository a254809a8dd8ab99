/** One line of a file, with its number from 1. */
export interface NumberedLine {
  readonly line: number;
  readonly body: Uint8Array;
}

const LINE_FEED = 0x0a;

/**
 * The lines of a file of JSON objects, one a line, without blank ones; undefined when it is no such
 * file. It is one when the first line is an object by itself and something follows, so that a JSON
 * text on several lines and a single object are none.
 */
export function jsonLines(bytes: Uint8Array): NumberedLine[] | undefined {
  const lines: NumberedLine[] = [];
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed === -1 ? bytes.length : feed;
    const body = bytes.subarray(start, end);
    if (body.some((byte) => !BLANKS.has(byte))) {
      if (lines.length === 0 && !isObject(body)) return undefined;
      lines.push({ line, body });
    }
    start = end + 1;
  }
  return lines.length > 1 ? lines : undefined;
}

function isObject(body: Uint8Array): boolean {
  try {
    const text = new TextDecoder().decode(body);
    return text.trimStart().startsWith("{") && typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

const BLANKS: ReadonlySet<number> = new Set([0x09, 0x0d, 0x20]);
