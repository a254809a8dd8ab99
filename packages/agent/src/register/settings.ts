import { loadProvenance } from "../provenance/load-provenance.ts";
import type { Provenance } from "../provenance/provenance.ts";
import { Session } from "../session.ts";
import type { SessionOptions } from "../session.ts";
import { readFlag } from "./read-flag.ts";

/** Says one line on stderr. */
export type Warn = (line: string) => void;

/**
 * The default session's options from the environment: `AUDITSPAN_MANIFEST` (a manifest or a names
 * file) with `AUDITSPAN_ATTESTATION` and `AUDITSPAN_ATTESTATION_KEYS`, `AUDITSPAN_AGENT` (one of its
 * agents) and `AUDITSPAN_SCAN_SECRETS`.
 *
 * Never throws: a setting that is not valid is said and left out, since the application starts in
 * any case and audits with what is valid.
 */
export function readSettings(env: NodeJS.ProcessEnv, warn: Warn): SessionOptions {
  const provenance = readProvenance(env, warn);
  const agentName = env["AUDITSPAN_AGENT"] || undefined;
  const secretScan = readFlag("AUDITSPAN_SCAN_SECRETS", env, warn);
  try {
    // A session that is thrown away says whether the agent fits the names.
    void new Session({ provenance, agentName }, () => {});
    return { provenance, agentName, secretScan };
  } catch (error) {
    warn(`AUDITSPAN_AGENT: ${(error as Error).message}; going on without it`);
    return { provenance, secretScan };
  }
}

function readProvenance(env: NodeJS.ProcessEnv, warn: Warn): Provenance | undefined {
  const manifest = env["AUDITSPAN_MANIFEST"];
  if (!manifest) {
    warn("AUDITSPAN_MANIFEST is not set: no names of tools, agents and hosts are known");
    return undefined;
  }
  try {
    return loadProvenance({
      manifest,
      attestation: env["AUDITSPAN_ATTESTATION"] || undefined,
      attestationKeys: env["AUDITSPAN_ATTESTATION_KEYS"] || undefined,
      env,
      warn: (line) => warn(`AUDITSPAN_MANIFEST: ${line}`),
    });
  } catch (error) {
    warn(`AUDITSPAN_MANIFEST: ${(error as Error).message}; going on without names`);
    return undefined;
  }
}
