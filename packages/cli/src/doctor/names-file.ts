import { access, constants } from "node:fs/promises";
import { resolve } from "node:path";
import type { KnownNames } from "@auditspan/core";
import type { CommandIo } from "../command.ts";
import { loadNames } from "../load-names.ts";
import type { Finding } from "./finding.ts";
import type { Subject } from "./subject.ts";

const WHERE = "AUDITSPAN_MANIFEST";

/**
 * Whether the register can use the manifest or names file, its attestation and the agent that the
 * variables state.
 */
export async function examineNamesFile(subject: Subject): Promise<Finding[]> {
  const { env, cwd } = subject;
  const stated = env[WHERE]?.trim() ?? "";
  const agent = env["AUDITSPAN_AGENT"]?.trim() ?? "";
  const findings = await unreadableFiles(subject);
  const read = stated === "" ? undefined : await readNames(resolve(cwd, stated), subject);
  if (read !== undefined && "finding" in read) findings.push(read.finding);
  if (read !== undefined && "names" in read && read.unknownKeys) findings.push(UNKNOWN_KEYS);
  const names = read !== undefined && "names" in read ? read.names : undefined;
  if (agent !== "" && names?.agents.has(agent) !== true) findings.push(UNKNOWN_AGENT);
  return findings;
}

type Read = { names: KnownNames; unknownKeys: boolean } | { finding: Finding };

// Neither the path nor what stands in the file is told: the first is a variable's value.
async function readNames(path: string, { env }: Subject): Promise<Read> {
  const code = await refusal(path);
  if (code !== undefined) return { finding: unreadable(code) };
  const notes: string[] = [];
  const io = { env, err: (line: string) => void notes.push(line) };
  try {
    const names = await loadNames(path, io as unknown as CommandIo);
    return { names, unknownKeys: notes.length > 0 };
  } catch {
    return { finding: INVALID };
  }
}

async function unreadableFiles({ env, cwd }: Subject): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const name of ["AUDITSPAN_ATTESTATION", "AUDITSPAN_ATTESTATION_KEYS"]) {
    const stated = env[name]?.trim() ?? "";
    const code = stated === "" ? undefined : await refusal(resolve(cwd, stated));
    if (code !== undefined) findings.push({ ...unreadable(code), ...UNATTESTED, where: [name] });
  }
  return findings;
}

/** Why a path cannot be read; undefined where it can. */
async function refusal(path: string): Promise<string | undefined> {
  try {
    await access(path, constants.R_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "an error";
  }
}

function unreadable(code: string): Finding {
  return {
    id: "names-unreadable",
    severity: "error",
    message: `the file cannot be read (${code}), so the register goes on without names`,
    fix: "set it to a file that the application's user can read; a relative path starts from its working directory",
    where: [WHERE],
  };
}

const UNATTESTED = {
  id: "attestation-unreadable",
  message: "the file or folder cannot be read, so nothing is attested",
};

const INVALID: Finding = {
  id: "names-invalid",
  severity: "error",
  message: "the file is no manifest and no names file, so the register goes on without names",
  fix: "`auditspan project --manifest FILE` says in which line or key it is wrong",
  where: [WHERE],
};

const UNKNOWN_KEYS: Finding = {
  id: "names-ignored",
  severity: "warning",
  message: "something in the file is not known or doubtful, and is ignored",
  fix: "`auditspan project --manifest FILE` says what",
  where: [WHERE],
};

const UNKNOWN_AGENT: Finding = {
  id: "agent-unknown",
  severity: "warning",
  message: "the agent is none of those of the file, so the register goes on without it",
  fix: "list it there, or unset the variable",
  where: ["AUDITSPAN_AGENT"],
};
