/** The kinds of files in which a secret is looked for, each as a message calls it. */
export const KIND_TEXTS = {
  env: "an env file",
  envrc: "an .envrc file",
  compose: "a compose file",
  dockerfile: "a Dockerfile",
  github: "a GitHub workflow",
  gitlab: "a GitLab pipeline",
  helm: "a Helm values file",
  kubernetes: "a Kubernetes manifest",
} as const;

export type SourceKind = keyof typeof KIND_TEXTS;

const KINDS: readonly (readonly [SourceKind, RegExp])[] = [
  ["envrc", /(?:^|\/)\.envrc$/],
  ["env", /(?:^|\/)(?:\.env(?:\.[^/]*)?|[^/]+\.env)$/],
  [
    "dockerfile",
    /(?:^|\/)(?:(?:Dockerfile|Containerfile)(?:\.[^/]*)?|[^/]+\.(?:dockerfile|containerfile))$/i,
  ],
  ["compose", /(?:^|\/)(?:docker-|podman-)?compose(?:[.-][^/]*)?\.ya?ml$/],
  ["github", /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/],
  ["gitlab", /(?:^|\/)(?:[^/]*\.)?gitlab-ci(?:[.-][^/]*)?\.ya?ml$|(?:^|\/)\.gitlab\/.+\.ya?ml$/],
  ["helm", /(?:^|\/)(?:[^/]*[.-])?values(?:[.-][^/]*)?\.ya?ml$|(?:^|\/)values\/[^/]+\.ya?ml$/],
  // Any other YAML may be one; `isKubernetes` looks inside.
  ["kubernetes", /\.(?:ya?ml|json)$/],
];

/** The kind of a file by its path (with `/`), or undefined for one that is not searched. */
export function sourceKind(path: string): SourceKind | undefined {
  return KINDS.find(([, pattern]) => pattern.test(path))?.[0];
}

/** Whether a YAML or JSON text has the members that every Kubernetes resource has. */
export function isKubernetes(text: string): boolean {
  return /["']?apiVersion["']?\s*:/.test(text) && /["']?kind["']?\s*:/.test(text);
}
