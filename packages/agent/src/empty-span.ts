import type { SpanContextLike, SpanLike } from "./readable-span.ts";
import { strictResource } from "./strict-resource.ts";
import type { SdkResource } from "./strict-resource.ts";

interface LinkContext extends SpanContextLike {
  readonly traceFlags: number;
  readonly isRemote?: boolean | undefined;
}

interface LinkLike {
  readonly context: LinkContext;
  readonly attributes?: object | undefined;
}

/** The fields of a span of SDK 2.3 and newer that can hold what somebody said. */
interface SpanFields {
  name: string;
  status: { readonly code: number };
  readonly attributes: Record<string, unknown>;
  readonly events: unknown[];
  links: readonly LinkLike[];
  parentSpanContext?: LinkContext | undefined;
  resource: SdkResource;
  spanContext(): { traceState?: unknown };
}

/**
 * Takes from a span, for everyone who holds it, what a person, a model or a provider could have put
 * there: attributes, events, status message, trace state, the attributes of links, and its name,
 * which becomes another. Ids, times, kind, status code, scope and what `strictResource` keeps remain.
 */
export function emptySpan(span: SpanLike, name: string): void {
  // Fields, not methods: those refuse once the span has ended, and none removes an attribute.
  const fields = span as unknown as SpanFields;
  fields.name = name;
  // In place, since somebody may have taken the list or the map at the start already.
  for (const key of Object.keys(fields.attributes)) delete fields.attributes[key];
  fields.events.length = 0;
  // The contexts of links and parent are objects of the application.
  fields.links = fields.links.map(({ context }) => ({ context: bare(context), attributes: {} }));
  if (fields.parentSpanContext !== undefined) {
    fields.parentSpanContext = bare(fields.parentSpanContext);
  }
  fields.status = { code: fields.status.code };
  const context = fields.spanContext();
  if (context.traceState !== undefined) context.traceState = undefined;
  fields.resource = strictResource(fields.resource);
}

/** Whether nothing is left on a span that `emptySpan` takes. */
export function isEmptySpan(span: SpanLike): boolean {
  const fields = span as unknown as SpanFields;
  return (
    Object.keys(fields.attributes).length === 0 &&
    fields.events.length === 0 &&
    fields.links.every(({ attributes = {} }) => Object.keys(attributes).length === 0) &&
    !("message" in fields.status) &&
    fields.spanContext().traceState === undefined
  );
}

function bare({ traceId, spanId, traceFlags, isRemote }: LinkContext): LinkContext {
  return { traceId, spanId, traceFlags, ...(isRemote !== undefined && { isRemote }) };
}
