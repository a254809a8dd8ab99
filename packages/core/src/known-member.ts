import type { KnownNames, NameSet } from "./known-names.ts";

/** Stands for a name that no set knows. */
export const UNREGISTERED = "unregistered";

/**
 * The member of a set that a string is, or undefined.
 *
 * A model name that continues a member by a release date or `-latest` is that member, unless its
 * version is pinned, also behind a known provider and a slash (`openai/gpt-4o`); a provider that continues one behind a dot
 * (`openai.chat`) is that provider. What is not of the member goes.
 */
export function knownMember(set: NameSet, value: string, names: KnownNames): string | undefined {
  const known = names[set];
  if (known.has(value)) return value;
  if (value.length > 200) return undefined;
  if (set === "models") return knownModel(value, names);
  const stem = set === "providers" ? beforeDot(value) : "";
  return known.has(stem) ? stem : undefined;
}

function knownModel(
  value: string,
  { models, providers, pinnedModels }: KnownNames,
): string | undefined {
  const slash = value.indexOf("/");
  const model = slash > 0 && providers.has(value.slice(0, slash)) ? value.slice(slash + 1) : value;
  if (models.has(model)) return model;
  const stem = withoutRelease(model);
  return models.has(stem) && pinnedModels?.has(stem) !== true ? stem : undefined;
}

function beforeDot(value: string): string {
  const dot = value.indexOf(".");
  return dot > 0 ? value.slice(0, dot) : "";
}

function withoutRelease(value: string): string {
  if (value.endsWith("-latest")) return value.slice(0, -"-latest".length);
  // 2024-07-18, 20240718, or a year and month as 2411
  for (const length of [10, 8, 4]) {
    const at = value.length - length - 1;
    if (at > 0 && (value[at] === "-" || value[at] === "@") && isDate(value, at + 1, length)) {
      return value.slice(0, at);
    }
  }
  return "";
}

function isDate(value: string, start: number, length: number): boolean {
  for (let i = 0; i < length; i++) {
    const c = value.charCodeAt(start + i);
    const dash = length === 10 && (i === 4 || i === 7);
    if (dash ? c !== 45 : c < 48 || c > 57) return false;
  }
  return true;
}
