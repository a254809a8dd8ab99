import { otlp } from "../../packages/core/generated/otlp.js";
import type { CapturedBody } from "./capture.ts";

/** A request as it was on the wire, whole: every field of the protocol, 64-bit numbers as text. */
export type WireObject = Readonly<Record<string, unknown>>;

/** Decodes a captured request with the generated protobuf code, which leaves no field out. */
export function wireRequest({ signal, bytes }: CapturedBody): WireObject {
  const type = signal === "traces" ? otlp.ExportTraceServiceRequest : otlp.ExportLogsServiceRequest;
  return type.toObject(type.decode(bytes) as never, { longs: String, bytes: String });
}

/** The spans of a request, or its log records, each with its resource and scope. */
export function wireRecords(body: CapturedBody): WireRecord[] {
  const request = wireRequest(body);
  return list(request["resourceSpans"] ?? request["resourceLogs"]).flatMap((group) =>
    list(group["scopeSpans"] ?? group["scopeLogs"]).flatMap((scoped) =>
      list(scoped["spans"] ?? scoped["logRecords"]).map((record) => ({
        resource: (group["resource"] ?? {}) as WireObject,
        scope: (scoped["scope"] ?? {}) as WireObject,
        record,
        spanId: hexOf(record["spanId"]),
        get attributes() {
          return attributesOf(record);
        },
      })),
    ),
  );
}

export interface WireRecord {
  readonly resource: WireObject;
  readonly scope: WireObject;
  readonly record: WireObject;
  readonly spanId: string;
  /** As plain data. Throws where a key stands there twice. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

// A key that stands there twice is an error.
function attributesOf(holder: WireObject): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const { key, value } of list(holder["attributes"])) {
    if (String(key) in attributes)
      throw new Error(`expected each key once, got ${String(key)} again`);
    attributes[String(key)] = plain(value as WireObject);
  }
  return attributes;
}

/** Every text in a request, keys included, wherever it stands; ids are no texts. */
export function textsOf(value: unknown, at = ""): string[] {
  if (typeof value === "string") return NOT_TEXT.has(at) || value === "" ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item, at));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsOf(item, key));
}

/** Fields that `wireRequest` shows as text and that are ids, numbers or times. */
const NOT_TEXT = new Set([
  "traceId",
  "spanId",
  "parentSpanId",
  "startTimeUnixNano",
  "endTimeUnixNano",
  "timeUnixNano",
  "observedTimeUnixNano",
  "intValue",
]);

function plain(value: WireObject): unknown {
  const [kind, inner] = Object.entries(value)[0] ?? [];
  if (kind === "intValue") return Number(inner);
  if (kind === "arrayValue") return list((inner as WireObject)["values"]).map(plain);
  return inner;
}

function hexOf(base64: unknown): string {
  return Buffer.from((base64 as string | undefined) ?? "", "base64").toString("hex");
}

function list(value: unknown): WireObject[] {
  return (value ?? []) as WireObject[];
}
