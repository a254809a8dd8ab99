/** A place in a file that was read. Line and column are found when somebody asks. */
export interface Place {
  readonly file: SourceFile;
  /** In UTF-16 code units from the start of the text. */
  readonly offset: number;
}

export interface SourceFile {
  readonly path: string;
  /** Offsets at which lines start, ascending. */
  readonly lineStarts: readonly number[];
}

/** A value of a document and where it stands: a tree, whatever anchors the text used. */
export type Located =
  | { readonly is: "map"; readonly entries: ReadonlyMap<string, LocatedEntry>; readonly at: Place }
  | { readonly is: "list"; readonly items: readonly Located[]; readonly at: Place }
  | {
      readonly is: "scalar";
      readonly value: string | number | boolean | null;
      readonly at: Place;
    };

export interface LocatedEntry {
  readonly at: Place;
  readonly value: Located;
}

export type LocatedMap = Extract<Located, { is: "map" }>;

/** The offsets at which the lines of a text start. */
export function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Line and column of a place, both from 1. */
export function lineOf({ file, offset }: Place): { line: number; column: number } {
  const { lineStarts } = file;
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}
