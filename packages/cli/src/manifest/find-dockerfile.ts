import { join } from "node:path";
import { readProjectFile } from "./read-project-file.ts";

interface FoundDockerfile {
  /** Whether the last stage ends as a user other than root. */
  readonly nonRoot: boolean;
  /** Names that `ENV` sets in the last stage. */
  readonly variables: readonly string[];
  readonly files: readonly string[];
}

// Of the system, not of the agent.
const COMMON = new Set(["PATH", "HOME", "LANG", "LC_ALL", "TZ", "DEBIAN_FRONTEND", "NODE_VERSION"]);

/** User and variables of the image that a `Dockerfile` makes. Values are never read. */
export function findDockerfile(dir: string): FoundDockerfile {
  const file = ["Dockerfile", "Containerfile"]
    .map((name) => join(dir, name))
    .find((path) => readProjectFile(path) !== undefined);
  if (file === undefined) return { nonRoot: false, variables: [], files: [] };
  let user = "root";
  let variables = new Set<string>();
  for (const [word, rest] of instructions(readProjectFile(file)!)) {
    if (word === "FROM") {
      user = "root";
      variables = new Set();
    } else if (word === "USER") user = rest.split(/[:\s]/)[0]!;
    else if (word === "ENV") for (const name of variableNames(rest)) variables.add(name);
  }
  const names = [...variables].filter((name) => !COMMON.has(name));
  return { nonRoot: isOther(user), variables: names, files: [file] };
}

function instructions(text: string): (readonly [string, string])[] {
  return text
    .split(/\r?\n/)
    .filter((line) => !line.trimStart().startsWith("#"))
    .join("\n")
    .replace(/\\[ \t]*\n/g, " ")
    .split("\n")
    .flatMap((line) => {
      const match = /^\s*([A-Za-z]+)\s+(.*)$/.exec(line);
      return match === null ? [] : [[match[1]!.toUpperCase(), match[2]!.trim()] as const];
    });
}

/** Names of `ENV A=1 B="2 C=3"`, or of the older `ENV A 1`. */
function variableNames(text: string): string[] {
  if (!/^[A-Za-z_][A-Za-z0-9_]*=/.test(text)) {
    const [name] = /^[A-Za-z_][A-Za-z0-9_]*/.exec(text) ?? [];
    return name === undefined ? [] : [name];
  }
  const pairs = text.matchAll(
    /([A-Za-z_][A-Za-z0-9_]*)=(?:"(?:\\.|[^"\\])*"|'[^']*'|(?:\\.|[^\s\\])*)/g,
  );
  return [...pairs].map(([, name]) => name!);
}

function isOther(user: string): boolean {
  return user !== "root" && user !== "0" && user !== "" && !user.includes("$");
}
