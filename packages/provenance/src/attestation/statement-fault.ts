import type { RefusalCode } from "./verdict.ts";

/** What is wrong with a statement that was verified; it ends reading and becomes a refusal. */
export class StatementFault extends Error {
  override readonly name = "StatementFault";
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}
