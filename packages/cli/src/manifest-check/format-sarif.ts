import { isAbsolute, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Diagnostic } from "./diagnostic.ts";
import { RULES } from "./rules.ts";

/** The problems as a SARIF 2.1.0 log. Regions have a beginning and no end, which would tell a length. */
export function formatSarif(problems: readonly Diagnostic[]): string {
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  return JSON.stringify({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "auditspan",
            rules: codes.map((id) => ({ id, shortDescription: { text: RULES[id] } })),
          },
        },
        columnKind: "utf16CodeUnits",
        results: problems.map((problem) => ({
          ruleId: problem.code,
          ruleIndex: codes.indexOf(problem.code),
          level: problem.severity,
          message: { text: problem.message },
          locations: [{ physicalLocation: location(problem) }],
        })),
      },
    ],
  });
}

function location({ file, line, column }: Diagnostic): object {
  const artifactLocation = { uri: uriOf(file) };
  if (line === undefined) return { artifactLocation };
  return { artifactLocation, region: { startLine: line, startColumn: column } };
}

/** Relative to the working directory, which viewers take for the root of the repository. */
function uriOf(file: string): string {
  const path = relative("", file);
  if (isAbsolute(path) || path.startsWith(`..${sep}`)) return pathToFileURL(file).href;
  return path.split(sep).map(encodeURIComponent).join("/");
}
