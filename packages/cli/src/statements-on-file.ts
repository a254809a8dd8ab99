import { readStatements } from "@auditspan/collector";
import type { StatementsOnFile } from "@auditspan/collector";
import { openStoreOf, readKeys } from "./attestation-options.ts";
import type { CommandIo } from "./command.ts";

/**
 * Reads the attestations, approvals and revocations of a store that verify with the keys of an
 * option, or of the environment. Those that do not are counted on standard error, again only when
 * the counts are others.
 */
export function statementReader(
  location: string,
  keys: unknown,
  io: CommandIo,
): () => Promise<StatementsOnFile> {
  let said = "";
  return async () => {
    const store = await openStoreOf(location, undefined, io);
    const statements = await readStatements(store, readKeys(keys, io));
    const refused = [...statements.refused].map(([code, count]) => `${count} (${code})`).join(", ");
    if (refused !== "" && refused !== said) io.err(`auditspan: ${location}: not taken: ${refused}`);
    said = refused;
    return statements;
  };
}
