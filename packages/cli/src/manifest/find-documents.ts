import { readdirSync } from "node:fs";
import { join } from "node:path";

interface FoundDocuments {
  /** Name to path, relative to the folder. */
  readonly prompts: Readonly<Record<string, string>>;
  readonly policies: Readonly<Record<string, string>>;
  readonly eventTypes: string | undefined;
  readonly files: readonly string[];
}

const PROMPTS = /\.(?:md|txt|prompt|hbs|mustache|j2|jinja)$/;
const POLICIES = /\.(?:rego|cedar|ya?ml|json|wasm)$/;
const EVENT_TYPES = /^event-types\.(?:json|ya?ml)$/;
const LABEL = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Prompt templates, policies and the event type document of a project, by where they usually lie. */
export function findDocuments(dir: string): FoundDocuments {
  const prompts = found(dir, ["prompts", "src/prompts"], PROMPTS);
  const policies = found(dir, ["policies", "policy"], POLICIES);
  const eventTypes = filesOf(dir).find((name) => EVENT_TYPES.test(name));
  const paths = [...Object.values(prompts), ...Object.values(policies), eventTypes ?? []].flat();
  return { prompts, policies, eventTypes, files: paths.map((path) => join(dir, path)) };
}

function found(dir: string, folders: readonly string[], form: RegExp): Record<string, string> {
  const paths: Record<string, string> = {};
  for (const folder of folders) {
    for (const name of filesOf(join(dir, folder))) {
      const label = name.replace(/\.[^.]*$/, "");
      if (form.test(name) && LABEL.test(label)) paths[label] ??= `${folder}/${name}`;
    }
  }
  return paths;
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}
