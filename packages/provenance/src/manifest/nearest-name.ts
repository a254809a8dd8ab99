/** What a word was probably meant to be: `; did you mean "tools"?`, or nothing where none is near. */
export function didYouMean(word: string, names: readonly string[]): string {
  const limit = Math.max(1, Math.floor(Math.min(word.length, MAX_LENGTH) / 3));
  let nearest: string | undefined;
  let least = limit + 1;
  for (const name of names) {
    const edits = distance(word.slice(0, MAX_LENGTH).toLowerCase(), name.toLowerCase());
    if (edits < least) [nearest, least] = [name, edits];
  }
  return nearest === undefined ? "" : `; did you mean "${nearest}"?`;
}

const MAX_LENGTH = 40;

/** Letters to insert, drop or replace, to make one word of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
