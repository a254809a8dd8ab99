/** The parts of a configuration that have a digest of their own, in the order they are told. */
export const COMPONENTS = [
  "image",
  "model",
  "tools",
  "prompts",
  "policy",
  "config",
  "event_types",
] as const;

export type Component = (typeof COMPONENTS)[number];
