/** A value that a file gives to a name. */
export interface Assignment {
  /** The name, or the path of keys, that the value stands under. */
  readonly path: readonly string[];
  readonly value: string;
  /** Where the value begins, in UTF-16 code units from the start of the text. */
  readonly offset: number;
}

/** `NAME=value` as one assignment; undefined for a bare name, whose value comes from elsewhere. */
export function splitAssignment(text: string, offset: number): Assignment | undefined {
  const equals = text.indexOf("=");
  if (equals <= 0) return undefined;
  return {
    path: [text.slice(0, equals).trim()],
    value: text.slice(equals + 1),
    offset: offset + equals + 1,
  };
}
