import type { JsonValue } from "@auditspan/core";
import { decodeBase64 } from "./decode-base64.ts";
import { parseStrictJson } from "./parse-strict-json.ts";
import { refuse } from "./verdict.ts";
import type { Refusal } from "./verdict.ts";

/** The payload type of an in-toto statement. */
export const IN_TOTO = "application/vnd.in-toto+json";
export const MAX_ENVELOPE_BYTES: number = 1024 * 1024;

/** A DSSE envelope with one signature, decoded once: what is verified is what is read. */
export interface Envelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  /** A hint that nobody signed; undefined when there is none. */
  readonly keyId: string | undefined;
}

/**
 * Decodes the JSON form of a DSSE envelope (v1.0.2). Members that DSSE does not know are ignored, as
 * it asks; nobody signed them.
 */
export function decodeEnvelope(bytes: Uint8Array): { ok: true; envelope: Envelope } | Refusal {
  if (bytes.length > MAX_ENVELOPE_BYTES) {
    return refuse("too_large", `expected at most ${MAX_ENVELOPE_BYTES} bytes, got ${bytes.length}`);
  }
  let json: JsonValue;
  try {
    json = parseStrictJson(bytes);
  } catch (error) {
    return refuse("malformed_envelope", (error as Error).message);
  }
  const { payloadType, payload, signatures } = membersOf(json);
  if (
    typeof payloadType !== "string" ||
    typeof payload !== "string" ||
    !Array.isArray(signatures)
  ) {
    return refuse("malformed_envelope", "expected payloadType, payload and signatures");
  }
  if (signatures.length === 0) return refuse("no_signature", "expected one signature, got none");
  if (signatures.length > 1) {
    return refuse("several_signatures", `expected one signature, got ${signatures.length}`);
  }
  const { keyid, sig } = membersOf((signatures as JsonValue[])[0]!);
  if (typeof sig !== "string" || (keyid !== undefined && typeof keyid !== "string")) {
    return refuse("malformed_envelope", "expected a signature with sig and keyid as strings");
  }
  const decoded = decodeBase64(payload);
  const signature = decodeBase64(sig);
  if (decoded === undefined || signature === undefined) {
    return refuse("malformed_base64", "expected payload and sig in strict base64");
  }
  // Go writes an absent key id as an empty one.
  const keyId = keyid === "" ? undefined : keyid;
  return { ok: true, envelope: { payloadType, payload: decoded, signature, keyId } };
}

function membersOf(json: JsonValue): Readonly<Record<string, JsonValue | undefined>> {
  const isObject = typeof json === "object" && json !== null && !Array.isArray(json);
  return isObject ? (json as Record<string, JsonValue>) : {};
}
