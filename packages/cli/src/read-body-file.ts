import { gunzipSync } from "node:zlib";
import { decodeBody, OtlpDecodeError } from "@auditspan/core";
import type { LogRecord, SpanRecord } from "@auditspan/core";
import { CommandError } from "./command.ts";
import { jsonErrorPlace } from "./json-error-place.ts";
import { jsonLines } from "./json-lines.ts";
import { readInput } from "./read-input.ts";
import type { Signal } from "./signal-of.ts";

/** A captured body larger than this, as it lies there or inflated, is not read. */
const MAX_BODY_BYTES = 256 * 1024 * 1024;

export interface BodyFile {
  readonly records: readonly (SpanRecord | LogRecord)[];
  /** What should not pass in silence: nothing there, ids that are none, metrics among the lines. */
  readonly notes: readonly string[];
}

/**
 * The records of a captured OTLP/HTTP body: protobuf or JSON, gzip or not; or of many, as JSON
 * documents one a line, of any signal, which is how the collector's file exporter writes them.
 */
export async function readBodyFile(file: string, signal: "traces" | "logs"): Promise<BodyFile> {
  const bytes = inflated(file, await readInput(file, MAX_BODY_BYTES));
  const records: (SpanRecord | LogRecord)[] = [];
  let metrics = 0;
  for (const { line, body } of jsonLines(bytes) ?? [{ line: undefined, body: bytes }]) {
    const own = line === undefined ? signal : (signalOfLine(body) ?? signal);
    if (own === "metrics") metrics++;
    else for (const record of decoded(file, line, body, own)) records.push(record);
  }
  return { records, notes: notesOf(records, signal, metrics) };
}

function decoded(
  file: string,
  line: number | undefined,
  body: Uint8Array,
  signal: "traces" | "logs",
): readonly (SpanRecord | LogRecord)[] {
  try {
    return decodeBody(body, { signal });
  } catch (error) {
    if (!(error instanceof OtlpDecodeError)) throw error;
    const where = line === undefined ? "" : ` (line ${line})`;
    throw new CommandError(`${file}: ${syntaxError(body, line) ?? error.message + where}`);
  }
}

// A body that begins with a brace was read as JSON.
function syntaxError(body: Uint8Array, line = 1): string | undefined {
  const text = new TextDecoder().decode(body);
  const place = text.trimStart().startsWith("{") ? jsonErrorPlace(text) : undefined;
  if (place === undefined) return undefined;
  const at = `line ${line + place.line - 1}, column ${place.column}`;
  return `expected JSON text, got a syntax error in ${at}`;
}

function signalOfLine(body: Uint8Array): Signal | undefined {
  const start = new TextDecoder().decode(body.subarray(0, 64));
  const key = /^\s*\{\s*"resource(Spans|Logs|Metrics)"/.exec(start)?.[1];
  return key === "Spans" ? "traces" : (key?.toLowerCase() as Signal | undefined);
}

function notesOf(
  records: readonly (SpanRecord | LogRecord)[],
  signal: "traces" | "logs",
  metrics: number,
): string[] {
  const spans = records.filter((record) => record.signal === "span");
  const without = spans.filter(({ traceId, spanId }) => traceId === "" || spanId === "").length;
  return [
    ...(records.length === 0 ? [`0 ${signal === "traces" ? "spans" : "log records"}`] : []),
    ...(without > 0
      ? [`spans without a valid trace or span id: ${without} of ${spans.length}`]
      : []),
    ...(metrics > 0 ? [`lines of metrics, which are not audit events, skipped: ${metrics}`] : []),
  ];
}

function inflated(file: string, bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BODY_BYTES });
  } catch {
    throw new CommandError(`${file}: expected gzip of at most ${MAX_BODY_BYTES} bytes inflated`);
  }
}
