/** `error`: content leaves or nothing is audited. `warning`: it may, or calls are lost. `note`: good to know. */
export type Severity = "error" | "warning" | "note";

export const SEVERITIES: readonly Severity[] = ["error", "warning", "note"];

/** One thing that the doctor has to say. No part of it holds the value of a variable. */
export interface Finding {
  readonly id: string;
  readonly severity: Severity;
  /** What is the case, in one line. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  /** Names of variables, packages with their versions, files. */
  readonly where: readonly string[];
}
