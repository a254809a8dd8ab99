import type { KnownNames } from "@auditspan/core";
import { Session } from "../session.ts";
import type { SessionOptions } from "../session.ts";
import { readFlag } from "./read-flag.ts";
import { readNamesFile } from "./read-names-file.ts";

/** Says one line on stderr. */
export type Warn = (line: string) => void;

/**
 * The default session's options from the environment: `AUDITSPAN_MANIFEST` (a names file),
 * `AUDITSPAN_AGENT` (one of its agents) and `AUDITSPAN_SCAN_SECRETS`.
 *
 * Never throws: a setting that is not valid is said and left out, since the application starts in
 * any case and audits with what is valid.
 */
export function readSettings(env: NodeJS.ProcessEnv, warn: Warn): SessionOptions {
  const names = readNames(env["AUDITSPAN_MANIFEST"], warn);
  const agentName = env["AUDITSPAN_AGENT"] || undefined;
  const secretScan = readFlag("AUDITSPAN_SCAN_SECRETS", env, warn);
  try {
    // A session that is thrown away says whether the agent fits the names.
    void new Session({ names, agentName }, () => {});
    return { names, agentName, secretScan };
  } catch (error) {
    warn(`AUDITSPAN_AGENT: ${(error as Error).message}; going on without it`);
    return { names, secretScan };
  }
}

function readNames(path: string | undefined, warn: Warn): KnownNames | undefined {
  if (!path) return undefined;
  try {
    return readNamesFile(path, (line) => warn(`AUDITSPAN_MANIFEST: ${line}`));
  } catch (error) {
    warn(`AUDITSPAN_MANIFEST: ${(error as Error).message}; going on without names`);
    return undefined;
  }
}
