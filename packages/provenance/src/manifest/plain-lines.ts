/** A line of plain YAML that is neither blank nor a comment. */
export interface PlainLine {
  indent: number;
  /** Offset of its first character behind the indent. */
  start: number;
  readonly end: number;
  /** Offset of what stands behind the dash of a list item; undefined without a dash. */
  item: number | undefined;
  /** The key of an entry that is no more than a key, a word or a text in simple quotes. */
  readonly key: string | undefined;
  readonly word: string | undefined;
  readonly quoted: string | undefined;
}

const LINE =
  /^( *)(?:(- +)?([A-Za-z_$][\w.$/-]*):(?: +(?:([\w/$][\w./@$+-]*(?::[\w/][\w./@$+-]*)*)|"([^"\\\n]*)")?)? *$|(?![ #]|$).*)/gm;

/**
 * The lines of a text, the usual ones taken apart.
 *
 * One pattern over the whole text, because a program that has just started runs patterns far faster
 * than loops.
 */
export function plainLines(text: string): PlainLine[] {
  const lines: PlainLine[] = [];
  text.replace(
    LINE,
    (
      line: string,
      spaces: string,
      dash: string | undefined,
      key: string | undefined,
      word: string | undefined,
      quoted: string | undefined,
      offset: number,
    ) => {
      const start = offset + spaces.length;
      const item = dash === undefined ? undefined : start + dash.length;
      const end = offset + line.length;
      lines.push({ indent: spaces.length, start, end, item, key, word, quoted });
      return "";
    },
  );
  return lines;
}
