import { join } from "node:path";
import type { DraftServer } from "./draft.ts";
import { membersOf, readProjectJson } from "./read-project-file.ts";

interface FoundServers {
  readonly servers: readonly DraftServer[];
  readonly hosts: readonly string[];
  /** Names of variables that are handed to servers. */
  readonly variables: readonly string[];
  readonly files: readonly string[];
}

const FILES = [".mcp.json", "mcp.json", ".vscode/mcp.json", ".cursor/mcp.json"];
const VARIABLE = /^[A-Za-z][A-Za-z0-9_]{0,127}$/;
/** A package with its version: `npx name@1.2.3`, `uvx name==1.2.3`. */
const PINNED = /^(?:@[a-z0-9._-]+\/)?[a-z0-9._-]+(?:@|==)(\d[A-Za-z0-9._+-]{0,63})$/i;

/** The MCP servers that a project configures. Values of variables and headers are never read. */
export function findMcpServers(dir: string): FoundServers {
  const servers = new Map<string, DraftServer>();
  const hosts = new Set<string>();
  const variables = new Set<string>();
  const files: string[] = [];
  for (const file of FILES.map((name) => join(dir, name))) {
    const read = readProjectJson(file);
    if (read === undefined) continue;
    files.push(file);
    const { mcpServers, servers: vsCode } = membersOf(read);
    for (const [name, given] of Object.entries({
      ...membersOf(vsCode),
      ...membersOf(mcpServers),
    })) {
      const { args, url, env } = membersOf(given);
      servers.set(name, { name, version: versionOf(args) });
      const host = hostOf(url);
      if (host !== undefined) hosts.add(host);
      for (const variable of Object.keys(membersOf(env))) {
        if (VARIABLE.test(variable)) variables.add(variable);
      }
    }
  }
  return { servers: [...servers.values()], hosts: [...hosts], variables: [...variables], files };
}

function versionOf(args: unknown): string | undefined {
  if (!Array.isArray(args)) return undefined;
  for (const arg of args as unknown[]) {
    const match = typeof arg === "string" ? PINNED.exec(arg) : null;
    if (match !== null) return match[1];
  }
  return undefined;
}

function hostOf(url: unknown): string | undefined {
  return typeof url === "string" && URL.canParse(url) ? new URL(url).hostname : undefined;
}
