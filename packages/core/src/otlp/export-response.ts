import type { OtlpEncoding } from "./decode-body.ts";

export type OtlpSignal = "traces" | "logs" | "metrics";

/** Says in a 200 answer what was not taken, or warns when `rejected` is 0 (OTLP "Partial Success"). */
export interface PartialSuccess {
  readonly rejected: number;
  readonly message: string;
}

const REJECTED_FIELDS: Readonly<Record<OtlpSignal, string>> = {
  traces: "rejectedSpans",
  logs: "rejectedLogRecords",
  metrics: "rejectedDataPoints",
};

/**
 * The body of a 200 answer: an `ExportTraceServiceResponse`, or that of another signal.
 *
 * The field numbers are the same for all three signals.
 */
export function encodeExportResponse(
  signal: OtlpSignal,
  encoding: OtlpEncoding,
  partial?: PartialSuccess,
): Uint8Array {
  if (encoding === "json") {
    if (partial === undefined) return Buffer.from("{}");
    const { rejected, message } = partial;
    const partialSuccess = { [REJECTED_FIELDS[signal]]: String(rejected), errorMessage: message };
    return Buffer.from(JSON.stringify({ partialSuccess }));
  }
  if (partial === undefined) return new Uint8Array(0);
  return lengthDelimited(1, integerAndText(partial.rejected, partial.message));
}

/** A `google.rpc.Status`, the body of every answer that is not a 200 (OTLP/HTTP "Failures"). */
export function encodeRpcStatus(encoding: OtlpEncoding, code: number, message: string): Uint8Array {
  if (encoding === "json") return Buffer.from(JSON.stringify({ code, message }));
  return integerAndText(code, message);
}

function integerAndText(integer: number, text: string): Uint8Array {
  const head = integer === 0 ? [] : [0x08, ...varint(integer)];
  return Buffer.concat([Buffer.from(head), lengthDelimited(2, Buffer.from(text))]);
}

function lengthDelimited(field: number, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([(field << 3) | 2, ...varint(bytes.length)]), bytes]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}
