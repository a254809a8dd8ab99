/**
 * Why the trail did not do what it was asked for.
 *
 * `location`: there is no trail, or none can be made, at that place. `schema`: the trail there was
 * written by a newer version, or by an older one and is only read. `rejected`: an event breaks a rule of the schema. `database`: the
 * database refused or was lost. `closed`: the trail was closed before.
 */
export type TrailErrorCode = "location" | "schema" | "rejected" | "database" | "closed";

/** An error of the trail. Its message names ids, columns and rules, never a value of an event. */
export class TrailError extends Error {
  override readonly name = "TrailError";
  readonly code: TrailErrorCode;

  constructor(code: TrailErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
