import { COMPONENTS } from "./components.ts";
import type { Component } from "./components.ts";
import type { ComponentChange } from "./diff-manifests.ts";

const WORDS: Readonly<Record<Component | "deploy", string>> = {
  image: "the image changed",
  model: "the models changed",
  tools: "the tools changed",
  prompts: "the prompts changed",
  policy: "the policy changed",
  config: "the config changed",
  event_types: "the event types changed",
  deploy: "the deployment changed",
};

// What a component is called by its first subject need not be said again.
const OBVIOUS = new Set(["tool", "model", "prompt", "policy", "config", "image", "event types"]);

/** The changes in words, a line for each component: `the tools changed: query_database 1.2.3 → 1.2.4`. */
export function describeChanges(changes: readonly ComponentChange[]): readonly string[] {
  return [...COMPONENTS, "deploy" as const].flatMap((component) => {
    const parts = changes.filter((change) => change.component === component).map(describe);
    return parts.length === 0 ? [] : [`${WORDS[component]}: ${parts.join(", ")}`];
  });
}

function describe({ change, subject, name, field, from, to }: ComponentChange): string {
  const words = [OBVIOUS.has(subject) ? "" : subject, name ?? "", fieldWords(field)];
  const what = words.filter((word) => word !== "").join(" ");
  const shown =
    from !== undefined && to !== undefined
      ? `${from} → ${to}`
      : [change, change === "removed" ? from : to].filter((word) => word !== undefined).join(" ");
  return what === "" ? shown : `${what} ${shown}`;
}

// The version is what a change of a named thing is expected to be.
function fieldWords(field: string | undefined): string {
  return field === undefined || field === "version" ? "" : field;
}

/** The components whose digests differ, in their order; one that either side lacks is not told. */
export function differingComponents(
  from: Readonly<Partial<Record<Component, string>>>,
  to: Readonly<Partial<Record<Component, string>>>,
): readonly Component[] {
  return COMPONENTS.filter(
    (name) => from[name] !== undefined && to[name] !== undefined && from[name] !== to[name],
  );
}
