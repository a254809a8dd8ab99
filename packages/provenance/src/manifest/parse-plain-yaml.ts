import { lineStartsOf } from "./located.ts";
import type { Located, LocatedEntry, LocatedMap, SourceFile } from "./located.ts";
import { plainLines } from "./plain-lines.ts";
import type { PlainLine } from "./plain-lines.ts";
import { NOT_PLAIN, PlainValues, WORDS } from "./plain-values.ts";

const KEY = /[A-Za-z_$][\w.$/-]*(?=:(?: |$))/my;

// A line is three values at most, so the limit of the complete parser is never passed here.
const MAX_LINES = 20_000;

// Tabs, carriage returns, control and invisible characters, and what is outside the basic plane.
const UNUSUAL = /[^\n\x20-\x7e\u00a1-\u1fff\u3000-\ud7ff]/;

/**
 * Reads the part of YAML that most manifests are written in: block maps and lists, values in one
 * line, flow collections in one line, comments; and documents that are JSON.
 *
 * Loading and warming up the complete parser takes ten times as long as this does. Answers undefined
 * for anything else, errors included, so that there is one place that tells them; what it does
 * answer is what the complete parser answers, place by place.
 */
export function parsePlainYaml(path: string, text: string): LocatedMap | undefined {
  if (UNUSUAL.test(text)) return undefined;
  let starts: number[] | undefined;
  const file: SourceFile = {
    path,
    get lineStarts() {
      return (starts ??= lineStartsOf(text));
    },
  };
  try {
    const root = new BlockReader(new PlainValues(text, file), plainLines(text)).read();
    return root.is === "map" ? root : undefined;
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

class BlockReader {
  readonly #values: PlainValues;
  readonly #text: string;
  readonly #lines: readonly PlainLine[];
  #next = 0;

  constructor(values: PlainValues, lines: readonly PlainLine[]) {
    this.#values = values;
    this.#text = values.text;
    this.#lines = lines;
  }

  read(): Located {
    const first = this.#lines[0];
    if (first === undefined || this.#lines.length > MAX_LINES) throw NOT_PLAIN;
    if (this.#text[first.start] === "{") {
      const [value, end] = this.#values.flow(first.start, 0);
      if (this.#text.slice(end).trim() === "") return value;
      throw NOT_PLAIN;
    }
    const value = this.#block(first, 0);
    if (this.#next === this.#lines.length) return value;
    throw NOT_PLAIN;
  }

  #block(first: PlainLine, level: number): Located {
    return this.#isItem(first) ? this.#list(first, level) : this.#map(first, level);
  }

  #map({ indent, start }: PlainLine, level: number): Located {
    this.#values.count(level);
    const entries = new Map<string, LocatedEntry>();
    for (let line = this.#lineAt(indent); line !== undefined; line = this.#lineAt(indent)) {
      const key = line.key ?? this.#keyAt(line.start);
      if (line.item !== undefined || key === undefined) throw NOT_PLAIN;
      if (!isKey(key) || entries.has(key)) throw NOT_PLAIN;
      this.#next++;
      const value = this.#value(line, line.start + key.length + 1, level + 1);
      entries.set(key, { at: this.#values.place(line.start), value });
    }
    return { is: "map", entries, at: this.#values.place(start) };
  }

  #value(line: PlainLine, behind: number, level: number): Located {
    const { word, quoted } = line;
    if (word !== undefined) return this.#values.plain(word, this.#text.indexOf(word, behind));
    if (quoted !== undefined) {
      return this.#values.scalar(quoted, this.#text.indexOf('"', behind));
    }
    const content = line.key === undefined ? this.#contentAt(behind, line.end) : undefined;
    if (content === undefined) return this.#nested(line.indent, level);
    return this.#values.inline(content, line.end, level);
  }

  /** What stands under a key: deeper, or a list at the indent of the key itself. */
  #nested(indent: number, level: number): Located {
    const below = this.#lines[this.#next];
    if (below === undefined || below.indent < indent) throw NOT_PLAIN;
    if (below.indent === indent && !this.#isItem(below)) throw NOT_PLAIN;
    return this.#block(below, level);
  }

  #list({ indent, start }: PlainLine, level: number): Located {
    this.#values.count(level);
    const items: Located[] = [];
    for (let line = this.#lineAt(indent); line !== undefined; line = this.#lineAt(indent)) {
      if (!this.#isItem(line)) break;
      const content = line.item ?? this.#contentAt(line.start + 1, line.end);
      if (content === undefined) throw NOT_PLAIN;
      if (line.key === undefined && this.#keyAt(content) === undefined) {
        this.#next++;
        items.push(this.#values.inline(content, line.end, level + 1));
      } else {
        // A map may begin behind the dash; its other keys stand below the first one.
        line.indent += content - line.start;
        line.start = content;
        line.item = undefined;
        items.push(this.#map(line, level + 1));
      }
    }
    return { is: "list", items, at: this.#values.place(start) };
  }

  /** The next line, while it belongs to a block of this indent. */
  #lineAt(indent: number): PlainLine | undefined {
    const line = this.#lines[this.#next];
    if (line === undefined || line.indent < indent) return undefined;
    // Deeper lines go on with the value above.
    if (line.indent > indent) throw NOT_PLAIN;
    return line;
  }

  #isItem({ start, end, item, key }: PlainLine): boolean {
    if (item !== undefined || key !== undefined) return item !== undefined;
    return this.#text[start] === "-" && (start + 1 === end || this.#text[start + 1] === " ");
  }

  #keyAt(at: number): string | undefined {
    KEY.lastIndex = at;
    return KEY.exec(this.#text)?.[0];
  }

  #contentAt(from: number, end: number): number | undefined {
    let at = from;
    while (at < end && this.#text[at] === " ") at++;
    return at === end || this.#text[at] === "#" ? undefined : at;
  }
}

// A word that stands for another value is no text, and longer keys need the `?` of YAML.
function isKey(key: string): boolean {
  return key.length <= 500 && !WORDS.has(key);
}
