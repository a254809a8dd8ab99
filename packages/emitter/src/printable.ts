/**
 * A text as a terminal may show it: characters that it would obey rather than show, as control
 * characters and changes of the writing direction, stand as `\u001b`, which JSON reads back. What is
 * printable stays as it is.
 *
 * Names come from a file, a folder or a trail that somebody else wrote.
 */
export function printable(text: string): string {
  return text.replace(OBEYED, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const OBEYED = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;
