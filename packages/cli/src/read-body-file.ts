import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { decodeBody, OtlpDecodeError } from "@auditspan/core";
import type { LogRecord, SpanRecord } from "@auditspan/core";
import { CommandError, UsageError } from "./command.ts";

export type Signal = "traces" | "logs" | "metrics";

/** A captured body larger than this, inflated, is not read. */
const MAX_BODY_BYTES = 256 * 1024 * 1024;

/** The signal that a file name tells: `…traces…`, `…logs…` or `…metrics…`. */
export function signalOf(file: string, option: string | undefined): Signal {
  if (option !== undefined && option !== "traces" && option !== "logs") {
    throw new UsageError(`expected --signal to be traces or logs, got ${JSON.stringify(option)}`);
  }
  const name = file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
  const named = (["traces", "logs", "metrics"] as const).find((signal) => name.includes(signal));
  const signal = named ?? option;
  if (signal !== undefined) return signal;
  throw new UsageError(`${file}: expected traces or logs in the file name, or --signal`);
}

/** The records of one captured OTLP/HTTP body: protobuf or JSON, gzip or not. */
export async function readBodyFile(
  file: string,
  signal: "traces" | "logs",
): Promise<readonly (SpanRecord | LogRecord)[]> {
  const bytes = inflated(file, await readBytes(file));
  try {
    return decodeBody(bytes, { signal });
  } catch (error) {
    if (!(error instanceof OtlpDecodeError)) throw error;
    throw new CommandError(`${file}: ${error.message}`);
  }
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new CommandError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function inflated(file: string, bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BODY_BYTES });
  } catch {
    throw new CommandError(`${file}: expected gzip of at most ${MAX_BODY_BYTES} bytes inflated`);
  }
}
