import { join } from "node:path";
import { membersOf, readProjectJson } from "./read-project-file.ts";

interface FoundPackage {
  readonly name: string | undefined;
  readonly version: string | undefined;
  /** Hosts of the providers whose packages the application uses. */
  readonly hosts: readonly string[];
  readonly files: readonly string[];
}

const PROVIDER_HOSTS: Readonly<Record<string, string>> = {
  openai: "api.openai.com",
  "@ai-sdk/openai": "api.openai.com",
  "@langchain/openai": "api.openai.com",
  "@anthropic-ai/sdk": "api.anthropic.com",
  "@ai-sdk/anthropic": "api.anthropic.com",
  "@langchain/anthropic": "api.anthropic.com",
  "@google/genai": "generativelanguage.googleapis.com",
  "@ai-sdk/google": "generativelanguage.googleapis.com",
  "@mistralai/mistralai": "api.mistral.ai",
  "@ai-sdk/mistral": "api.mistral.ai",
  "groq-sdk": "api.groq.com",
  "@ai-sdk/groq": "api.groq.com",
};

/** Name, version and providers of the application in a folder. */
export function findPackage(dir: string): FoundPackage {
  const file = join(dir, "package.json");
  const read = readProjectJson(file);
  if (read === undefined) return { name: undefined, version: undefined, hosts: [], files: [] };
  const { name, version, dependencies } = membersOf(read);
  const hosts = Object.keys(membersOf(dependencies)).flatMap((used) =>
    Object.hasOwn(PROVIDER_HOSTS, used) ? [PROVIDER_HOSTS[used]!] : [],
  );
  return {
    // The scope of a package says who publishes it, not which agent it is.
    name: typeof name === "string" ? name.slice(name.lastIndexOf("/") + 1) : undefined,
    version: typeof version === "string" ? version : undefined,
    hosts: [...new Set(hosts)],
    files: [file],
  };
}
