import type { Ask } from "./ask.ts";
import type { Draft, DraftField, DraftModel } from "./draft.ts";

/** Completes a draft by asking for what a folder cannot tell. */
export async function askDraft(found: Draft, ask: Ask): Promise<Draft> {
  const name = await ask("agent name", found.agent.name);
  const version = await ask("agent version", found.agent.version ?? "");
  const image = await ask("image (repository@sha256:…, empty for none)", found.image ?? "");
  const models = await ask("models, each name@version, separated by commas", "");
  const hosts = await ask("hosts it may call, separated by commas", found.hosts.join(", "));
  const config: DraftField[] = [];
  for (const field of found.config) config.push(...(await askField(field, ask)));
  return {
    ...found,
    agent: { name, version: version === "" ? undefined : version },
    image: image === "" ? undefined : image,
    models: words(models).map(modelOf),
    hosts: words(hosts),
    config,
  };
}

async function askField({ name }: DraftField, ask: Ask): Promise<DraftField[]> {
  const words = "identity, operational or secret; empty leaves it out";
  const tag = await ask(`${name}: its class (${words})`, "");
  if (tag === "operational") return [{ name, class: tag, value: `\${${name}}` }];
  if (tag === "secret") {
    const reference = await ask(`${name}: where it lies (vault:path#key)`, "");
    return [{ name, class: tag, value: reference === "" ? undefined : reference }];
  }
  return tag === "identity" ? [{ name, class: tag, value: undefined }] : [];
}

function modelOf(text: string): DraftModel {
  const at = text.indexOf("@");
  return at < 0
    ? { name: text, provider: undefined, version: undefined }
    : { name: text.slice(0, at), provider: undefined, version: text.slice(at + 1) };
}

function words(text: string): string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
