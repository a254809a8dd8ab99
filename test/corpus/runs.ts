import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeBody, parseNamesFile } from "@auditspan/core";
import type { KnownNames, LogRecord, SpanRecord } from "@auditspan/core";

const FOLDER = join(import.meta.dirname, "runs");

/** Every recorded run. */
export const RUNS: readonly string[] = readdirSync(FOLDER).toSorted();

/** Runs of the dialects that are read: their events must show nearly all of the truth. */
export const READ_RUNS: readonly string[] = [
  "ai7-otel",
  "anthropic-native-content",
  "claude-agent-sdk-content",
  "langfuse",
  "mastra-otel",
  "mcp-traceloop",
  "oi-langchain",
  "oi-openai",
  "openai-agents-openinference",
  "openllmetry",
  "otel-openai",
  "otel-openai-json",
  "strands",
];

/** One request as it was sent. */
export interface RecordedBody {
  readonly file: string;
  readonly path: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

export function runFolder(run: string): string {
  return join(FOLDER, run);
}

/** The bodies of a run, in the order in which they were sent. */
export function bodiesOf(run: string): RecordedBody[] {
  const { requests } = JSON.parse(readFileSync(join(FOLDER, run, "case.json"), "utf8")) as {
    requests: { file: string; path: string; contentType: string }[];
  };
  return requests.map((request) => {
    const file = join(FOLDER, run, request.file);
    return { ...request, file, bytes: readFileSync(file) };
  });
}

export function namesFileOf(run: string): string {
  return join(FOLDER, run, "known.json");
}

export function namesOf(run: string): KnownNames {
  return parseNamesFile(readFileSync(namesFileOf(run), "utf8")).names;
}

/** Spans and log records of a run. */
export function recordsOf(run: string): (SpanRecord | LogRecord)[] {
  return bodiesOf(run).flatMap(({ path, bytes }) => {
    const signal = path.slice("/v1/".length);
    return signal === "traces" || signal === "logs" ? decodeBody(bytes, { signal }) : [];
  });
}
