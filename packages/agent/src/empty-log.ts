import type { LogRecordLike } from "./readable-span.ts";
import { strictResource } from "./strict-resource.ts";
import type { SdkResource } from "./strict-resource.ts";

/** The fields of a log record that can hold what somebody said. */
interface LogFields {
  body: unknown;
  eventName: string | undefined;
  severityText: string | undefined;
  readonly attributes: Record<string, unknown>;
  resource: SdkResource;
}

/**
 * Takes from a log record, for everyone who holds it, body, attributes, event name, the text of its
 * severity, and what `strictResource` does not keep.
 */
export function emptyLog(record: LogRecordLike): void {
  const fields = record as unknown as LogFields;
  fields.body = undefined;
  fields.eventName = undefined;
  fields.severityText = undefined;
  for (const key of Object.keys(fields.attributes)) delete fields.attributes[key];
  fields.resource = strictResource(fields.resource);
}
