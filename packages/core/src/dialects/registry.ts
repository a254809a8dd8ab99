import type { SpanRecord } from "../record.ts";
import type { Dialect } from "./dialect.ts";
import { genAi } from "./gen-ai.ts";
import { openInference } from "./openinference.ts";
import { vercelAi } from "./vercel-ai.ts";

/**
 * Every dialect, the more particular one first: the AI SDK's old integration also writes some
 * GenAI names, and tools that add OpenInference names to GenAI spans leave the first ones right.
 */
export const DIALECTS: readonly Dialect[] = [vercelAi, genAi, openInference];

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
