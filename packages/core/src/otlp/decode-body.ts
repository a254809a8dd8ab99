import type { LogRecord, SpanRecord } from "../record.ts";
import type { DecodeLimits } from "./decode-budget.ts";
import { OtlpDecodeError } from "./decode-error.ts";
import { decodeLogsJson } from "./decode-logs-json.ts";
import { decodeLogs } from "./decode-logs.ts";
import { decodeTracesJson } from "./decode-traces-json.ts";
import { decodeTraces } from "./decode-traces.ts";

export type OtlpEncoding = "protobuf" | "json";

export interface BodyFormat {
  readonly signal: "traces" | "logs";
  /** Defaults to what the bytes look like. */
  readonly encoding?: OtlpEncoding | undefined;
}

/**
 * Decodes an export request whose signal is known, as from a file. The bytes are not compressed.
 *
 * Throws an `OtlpDecodeError` when they are not such a request.
 */
export function decodeBody(
  bytes: Uint8Array,
  { signal, encoding }: BodyFormat,
  limits?: DecodeLimits,
): (SpanRecord | LogRecord)[] {
  const decode = DECODERS[signal];
  if (encoding !== undefined) return decode[encoding](bytes, limits);
  if (!looksLikeJson(bytes)) return decode.protobuf(bytes, limits);
  if (bytes[0] !== LINE_FEED) return decode.json(bytes, limits);
  // A line feed before a brace is also the tag of field 1 and a length of 123.
  try {
    return decode.protobuf(bytes, limits);
  } catch (error) {
    if (error instanceof OtlpDecodeError) return decode.json(bytes, limits);
    throw error;
  }
}

const DECODERS = {
  traces: { protobuf: decodeTraces, json: decodeTracesJson },
  logs: { protobuf: decodeLogs, json: decodeLogsJson },
} as const;

const LINE_FEED = 0x0a;
const BLANKS: ReadonlySet<number | undefined> = new Set([0x09, LINE_FEED, 0x0d, 0x20]);

// 0x7b, the brace, cannot start a protobuf request: it would be a group in field 15.
function looksLikeJson(bytes: Uint8Array): boolean {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (BLANKS.has(bytes[at])) at++;
  return bytes[at] === 0x7b;
}
