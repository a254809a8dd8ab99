import { ATTRIBUTES } from "./attributes.ts";
import type { KnownNames } from "./known-names.ts";
import { kindReader } from "./kind-readers.ts";
import type { SpanRecord } from "./record.ts";

const read = kindReader(ATTRIBUTES["error.type"]!);

/**
 * `error.type` of a span: its own attribute, else what its dialect found stated, else the type of its
 * exception event, else its HTTP status. All are text that others control, so only values of the list
 * are kept.
 */
export function errorType(
  record: SpanRecord,
  names: KnownNames,
  stated?: unknown,
): string | undefined {
  const named = record.attributes["error.type"] ?? stated ?? exceptionType(record);
  const status =
    record.attributes["http.response.status_code"] ?? record.attributes["http.status_code"];
  const own = named === undefined ? undefined : (statusClass(named) ?? read(named, names));
  const kept = own === undefined || own === "other" ? (statusClass(status) ?? own) : own;
  return typeof kept === "string" ? kept : record.statusCode === 2 ? "other" : undefined;
}

/** The value of the list that a stated error type is: an HTTP status, errno name, class or kind. */
export function errorTypeOf(value: unknown, names: KnownNames): string {
  return statusClass(value) ?? (read(value, names) as string | undefined) ?? "other";
}

function exceptionType({ events }: SpanRecord): unknown {
  for (const event of events) {
    if (event.name === "exception") return withoutModule(event.attributes?.["exception.type"]);
  }
  return undefined;
}

// Python and Java name a class with its module: `openai.BadRequestError`.
function withoutModule(type: unknown): unknown {
  return typeof type === "string" ? type.slice(type.lastIndexOf(".") + 1) : type;
}

function statusClass(value: unknown): string | undefined {
  const status = typeof value === "string" && value.length === 3 ? Number(value) : value;
  if (typeof status !== "number") return undefined;
  if (status >= 400 && status < 500) return "4xx";
  return status >= 500 && status < 600 ? "5xx" : undefined;
}
