import type { Assignment } from "../assignment.ts";
import { splitAssignment } from "../assignment.ts";

interface Line {
  readonly text: string;
  readonly offset: number;
}

/** The words of an instruction, each with its place; quotes are gone from the values. */
interface Word {
  readonly text: string;
  readonly offset: number;
}

const ASSIGNS = /^\s*(?:ONBUILD\s+)?(ENV|ARG)(?=\s)/i;
const TAKES_HEREDOC = /^\s*(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s/i;
const HEREDOC = /(?<=\s\d*)<<-?(["']?)([A-Za-z_]\w*)\1(?=\s|$)/g;

/** The assignments of `ENV` and `ARG`, over continued lines, with the old form `ENV NAME value`. */
export function* readDockerfile(text: string): Generator<Assignment> {
  const escape = /^#\s*escape\s*=\s*`/im.test(text) ? "`" : "\\";
  for (const lines of instructions(text, escape)) {
    const [head = "", instruction] = ASSIGNS.exec(lines[0]!.text) ?? [];
    if (instruction === undefined) continue;
    const [first, ...others] = lines as [Line, ...Line[]];
    const start = { text: first.text.slice(head.length), offset: first.offset + head.length };
    const words = [start, ...others].flatMap((line) => wordsOf(line, escape));
    if (instruction.toUpperCase() === "ENV" && words[0]?.text.includes("=") === false) {
      yield* oldForm(words);
    } else {
      for (const word of words) {
        const assignment = splitAssignment(word.text, word.offset);
        if (assignment !== undefined) yield assignment;
      }
    }
  }
}

function* oldForm([name, value, ...more]: readonly Word[]): Generator<Assignment> {
  if (name === undefined || value === undefined) return;
  const text = [value, ...more].map((word) => word.text).join(" ");
  yield { path: [name.text], value: text, offset: value.offset };
}

/** Instructions as their lines, without continuation marks, comments and the bodies of heredocs. */
function* instructions(text: string, escape: string): Generator<Line[]> {
  let current: Line[] = [];
  let heredocs: string[] = [];
  for (const line of linesOf(text)) {
    if (current.length === 0 && heredocs.length > 0) {
      if (line.text.trim() === heredocs[0]) heredocs.shift();
      continue;
    }
    if (/^\s*#/.test(line.text) || (current.length > 0 && line.text.trim() === "")) continue;
    const body = line.text.trimEnd();
    const continued = body.endsWith(escape);
    current.push(continued ? { ...line, text: body.slice(0, -1) } : line);
    if (continued) continue;
    heredocs = heredocsOf(current);
    yield current;
    current = [];
  }
  if (current.length > 0) yield current;
}

function heredocsOf(lines: readonly Line[]): string[] {
  if (!TAKES_HEREDOC.test(lines[0]!.text)) return [];
  return lines.flatMap(({ text }) => [...text.matchAll(HEREDOC)].map(([, , word]) => word!));
}

function* linesOf(text: string): Generator<Line> {
  let offset = 0;
  for (const line of text.split("\n")) {
    yield { text: line, offset };
    offset += line.length + 1;
  }
}

function wordsOf({ text, offset }: Line, escape: string): Word[] {
  const words: Word[] = [];
  let word = "";
  let start = -1;
  let quote = "";
  const end = (): void => {
    if (start >= 0) words.push({ text: word, offset: offset + start });
    word = "";
    start = -1;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (quote === "" && /\s/.test(char)) {
      end();
      continue;
    }
    if (start < 0) start = at;
    if (char === quote) quote = "";
    else if (quote === "" && (char === '"' || char === "'")) quote = char;
    else if (char === escape && quote !== "'" && at + 1 < text.length) word += text[++at]!;
    else word += char;
  }
  end();
  return words;
}
