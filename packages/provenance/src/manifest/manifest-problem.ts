/** What can be wrong with a manifest, closed. */
export type ManifestProblemCode =
  | "unreadable"
  | "too_large"
  | "syntax"
  | "unknown_field"
  | "duplicate"
  | "missing_field"
  | "wrong_type"
  | "invalid_value"
  | "image_tag"
  | "unpinned_model"
  | "unclassified_field"
  | "unknown_class"
  | "literal_secret"
  | "template_not_allowed"
  | "extends_cycle";

/** A finding at a place of a file. Its message never quotes a value of the file. */
export interface ManifestProblem {
  readonly code: ManifestProblemCode;
  readonly message: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  readonly severity: "error" | "warning";
}
