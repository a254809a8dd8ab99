/** A form that a text must have, and the same in words for errors and the JSON Schema. */
export interface TextForm {
  readonly pattern: RegExp;
  /** What was expected: completes "expected …". */
  readonly words: string;
  /** Values to offer for completion; others of the form are accepted too. */
  readonly examples?: readonly string[] | undefined;
}

/** The shape of a value in a manifest, as data: the loader and the JSON Schema are made from it. */
export type Shape =
  | { readonly shape: "text"; readonly form: TextForm }
  | { readonly shape: "choice"; readonly values: readonly string[] }
  | { readonly shape: "flag" }
  /** A kind in words: `count(1000)`, `enum(orders, refunds)`. */
  | { readonly shape: "kind"; readonly form: TextForm }
  /** The path of a file that is read and hashed. */
  | { readonly shape: "file" }
  /** A set; objects of one `name` may not stand in it twice. */
  | { readonly shape: "list"; readonly of: Shape }
  | { readonly shape: "map"; readonly keys: TextForm; readonly of: Shape }
  | { readonly shape: "object"; readonly fields: Readonly<Record<string, ShapeField>> }
  /** A field of `config`: `{class, value}`. */
  | { readonly shape: "config" };

export interface ShapeField {
  readonly of: Shape;
  readonly required?: true;
  /** One sentence for the editor. */
  readonly about: string;
}
