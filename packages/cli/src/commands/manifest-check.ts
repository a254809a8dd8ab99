import { join, normalize } from "node:path";
import { findPlaintextSecrets } from "@auditspan/provenance/hygiene";
import { readManifest } from "@auditspan/provenance/manifest";
import { CommandError, UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import type { ReportFormat } from "../manifest-check/report-problems.ts";

const DEFAULT_FILE = "auditspan.manifest.yaml";
const FORMATS = ["text", "github", "sarif", "json"];

export const manifestCheckCommand: Command = {
  usage: "[FILE] [--dir DIR] [--format text|github|sarif|json]",
  summary: "check a manifest, and that no secret of it also stands somewhere in plaintext",
  options: {
    dir: {
      type: "string",
      short: "d",
      value: "DIR",
      help: "folder that is searched for secrets (default: the working directory)",
    },
    format: {
      type: "string",
      value: "FORMAT",
      help: "text, github (annotations), sarif (2.1.0) or json (default: text)",
    },
  },
  notes: [
    `FILE is ${DEFAULT_FILE} in DIR unless it is given. A field of class secret must not have a`,
    "plaintext value in the environment of the command, in .env, compose, Docker, Kubernetes, Helm,",
    "GitHub or GitLab files. Places are named, values never. Exit status 1 when there are errors.",
  ],

  async run({ dir = ".", format = "text" }, [given, ...rest], io) {
    if (rest.length > 0) throw new UsageError(`expected one file, got ${rest.length + 1}`);
    if (!FORMATS.includes(String(format))) {
      const got = JSON.stringify(format);
      throw new UsageError(`expected --format to be one of ${FORMATS.join(", ")}, got ${got}`);
    }
    checkFolder(String(dir));
    const file = normalize(given ?? join(String(dir), DEFAULT_FILE));
    const read = readManifest(file);
    const { secrets } = read;
    const leaks = await findPlaintextSecrets({ secrets, folder: String(dir), env: io.env });
    const problems = read.problems.length + leaks.length;
    if (read.kind === "manifest" && problems === 0 && (format === "text" || format === "github")) {
      io.err(`${file}: 0 errors, 0 warnings`);
      return 0;
    }
    // Imported here, because a manifest without problems need not wait for what writes them.
    const { toDiagnostics } = await import("../manifest-check/to-diagnostics.ts");
    const { reportProblems } = await import("../manifest-check/report-problems.ts");
    const diagnostics = toDiagnostics(read, leaks, file, String(dir));
    return reportProblems(diagnostics, file, format as ReportFormat, io) ? 1 : 0;
  },
};

function checkFolder(folder: string): void {
  let got: string | undefined = "something else";
  try {
    // Not imported, which would take longer than the check.
    if (process.getBuiltinModule("node:fs").statSync(folder).isDirectory()) return;
  } catch (error) {
    got = (error as NodeJS.ErrnoException).code;
  }
  throw new CommandError(`expected --dir to be a folder, got ${folder} (${got})`);
}
