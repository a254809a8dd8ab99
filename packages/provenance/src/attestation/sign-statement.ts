import { signEnvelope } from "./sign-envelope.ts";
import type { SigningKey } from "./signing-key.ts";
import { statementBytes } from "./statement.ts";
import type { Statement } from "./statement.ts";

/** The envelope of a statement, signed by a key. Throws an `AttestationError` (`too_large`). */
export function signStatement(statement: Statement, key: SigningKey): Uint8Array {
  return signEnvelope(statementBytes(statement), key);
}
