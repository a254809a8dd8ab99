/** What is known of an agent before a person has looked at it; what is undefined is left to fill in. */
export interface Draft {
  readonly agent: { readonly name: string; readonly version: string | undefined };
  readonly image: string | undefined;
  readonly models: readonly DraftModel[];
  readonly tools: readonly DraftTool[];
  readonly agents: readonly string[];
  readonly mcpServers: readonly DraftServer[];
  readonly hosts: readonly string[];
  readonly nonRoot: boolean;
  /** Name to path. */
  readonly prompts: Readonly<Record<string, string>>;
  readonly policies: Readonly<Record<string, string>>;
  readonly eventTypes: string | undefined;
  readonly config: readonly DraftField[];
}

export interface DraftModel {
  readonly name: string;
  readonly provider: string | undefined;
  readonly version: string | undefined;
}

export interface DraftTool {
  readonly name: string;
  readonly version: string | undefined;
  readonly schemaDigest: string | undefined;
}

export interface DraftServer {
  readonly name: string;
  readonly version: string | undefined;
}

/** A variable that configures the agent. Its value is never read. */
export interface DraftField {
  readonly name: string;
  readonly class: "identity" | "operational" | "secret" | undefined;
  readonly value: string | undefined;
}

export const EMPTY_DRAFT: Draft = {
  agent: { name: "agent", version: undefined },
  image: undefined,
  models: [],
  tools: [],
  agents: [],
  mcpServers: [],
  hosts: [],
  nonRoot: false,
  prompts: {},
  policies: {},
  eventTypes: undefined,
  config: [],
};
