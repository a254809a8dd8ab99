import { EMPTY_DRAFT } from "./draft.ts";
import type { Draft, DraftField } from "./draft.ts";
import { findDockerfile } from "./find-dockerfile.ts";
import { findDocuments } from "./find-documents.ts";
import { findMcpServers } from "./find-mcp-servers.ts";
import { findPackage } from "./find-package.ts";
import { findTools } from "./find-tools.ts";

/** What a project's folder tells of its agent, and the files that told it. */
export interface FoundProject {
  readonly draft: Draft;
  readonly files: readonly string[];
}

/**
 * Looks through a project: `package.json`, `Dockerfile`, MCP configuration, tool definitions, prompt
 * and policy files. Of variables their names are read, never their values.
 */
export function findProject(dir: string): FoundProject {
  const application = findPackage(dir);
  const docker = findDockerfile(dir);
  const mcp = findMcpServers(dir);
  const tools = findTools(dir);
  const documents = findDocuments(dir);
  const names = [...new Set([...docker.variables, ...mcp.variables])];
  return {
    draft: {
      ...EMPTY_DRAFT,
      agent: { name: application.name ?? "agent", version: application.version },
      tools: tools.tools,
      mcpServers: mcp.servers,
      hosts: [...new Set([...application.hosts, ...mcp.hosts])],
      nonRoot: docker.nonRoot,
      prompts: documents.prompts,
      policies: documents.policies,
      eventTypes: documents.eventTypes,
      config: names.map((name): DraftField => ({ name, class: undefined, value: undefined })),
    },
    files: [application, docker, mcp, tools, documents].flatMap(({ files }) => files),
  };
}
