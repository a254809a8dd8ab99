import type { LogRecord, SpanRecord } from "../record.ts";
import { a365 } from "./a365.ts";
import { adk } from "./adk.ts";
import { anthropicSdk } from "./anthropic-sdk.ts";
import { claudeCode } from "./claude-code.ts";
import { database } from "./database.ts";
import type { Dialect } from "./dialect.ts";
import { fileSystem } from "./file-system.ts";
import { genkit } from "./genkit.ts";
import { http } from "./http.ts";
import { langChain } from "./langchain.ts";
import { langfuse } from "./langfuse.ts";
import { langSmith } from "./langsmith.ts";
import { mastra } from "./mastra.ts";
import { mcp } from "./mcp.ts";
import { messaging } from "./messaging.ts";
import { openAiAgents } from "./openai-agents.ts";
import { rpc } from "./rpc.ts";
import { strands } from "./strands.ts";
import { voltAgent } from "./voltagent.ts";
import { genAi } from "./gen-ai.ts";
import { openLlmetry } from "./openllmetry.ts";
import { openInference } from "./openinference.ts";
import { vercelAi } from "./vercel-ai.ts";

/**
 * Every dialect, the more particular one first: the AI SDK's old integration also writes some
 * GenAI names, and tools that add OpenInference names to GenAI spans leave the first ones right.
 */
export const DIALECTS: readonly Dialect[] = [
  anthropicSdk,
  claudeCode,
  mastra,
  strands,
  vercelAi,
  langSmith,
  a365,
  adk,
  genkit,
  openLlmetry,
  mcp,
  genAi,
  openAiAgents,
  langChain,
  openInference,
  langfuse,
  voltAgent,
  // A search engine's or a queue's call can be told with its HTTP request on one span.
  database,
  messaging,
  rpc,
  fileSystem,
  http,
];

const BY_SCOPE: ReadonlyMap<string, Dialect> = new Map(
  DIALECTS.flatMap((dialect) => dialect.scopes.map((scope) => [scope, dialect] as const)),
);

/** The dialect that a span speaks, or undefined. Its scope says it, else its own attributes. */
export function dialectOf(record: SpanRecord): Dialect | undefined {
  const named = BY_SCOPE.get(record.scope.name);
  if (named?.speaks(record)) return named;
  for (const dialect of DIALECTS) if (dialect.speaks(record)) return dialect;
  return undefined;
}

/** The span that a log record stands for, where a source tells an action in a log record alone. */
export function spanOfLog(record: LogRecord): SpanRecord | undefined {
  return BY_SCOPE.get(record.scope.name)?.spanOfLog?.(record);
}
