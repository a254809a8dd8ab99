import {
  eventAttributes,
  SCHEMA_VERSION,
  SCOPE_NAME,
  wireParentSpanId,
  wireSpanId,
} from "@auditspan/core";
import type { AuditEvent } from "@auditspan/core";
import { toHrTime } from "./hr-time.ts";

const INTERNAL = 0;
const ERROR = 2;
const UNSET = 0;
const SAMPLED = 1;
const FAILED: ReadonlySet<unknown> = new Set(["failure", "denied", "timeout"]);

const SCOPE: { name: string; version: string } = { name: SCOPE_NAME, version: SCHEMA_VERSION };

interface AuditSpanContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
}

interface AuditLink {
  readonly context: AuditSpanContext;
  readonly attributes: Record<string, never>;
}

type SpanAttributes = Record<string, string | number | boolean | string[] | number[]>;

/**
 * An audit event as a finished span, for exporters of SDK 1.x, 2.x and 3.x.
 *
 * Every field that an exporter reads is listed, so that one an SDK adds later cannot leak through.
 * All share one scope and, per agent, one resource: serializers group by identity.
 */
export class AuditSpan {
  readonly name: string;
  readonly kind: number = INTERNAL;
  readonly parentSpanContext?: AuditSpanContext;
  readonly parentSpanId?: string;
  readonly startTime: [number, number];
  readonly endTime: [number, number];
  readonly duration: [number, number];
  readonly status: { code: number };
  readonly attributes: SpanAttributes;
  readonly links: AuditLink[];
  readonly events: [] = [];
  readonly ended: boolean = true;
  readonly resource: AuditResource;
  readonly instrumentationScope: { name: string; version: string } = SCOPE;
  readonly instrumentationLibrary: { name: string; version: string } = SCOPE;
  readonly droppedAttributesCount: number = 0;
  readonly droppedEventsCount: number = 0;
  readonly droppedLinksCount: number = 0;
  // A private field is a brand that no attribute of a foreign span can imitate.
  readonly #context: AuditSpanContext;

  constructor(event: AuditEvent, resource: AuditResource) {
    const { traceId } = event;
    const parentSpanId = wireParentSpanId(event);
    this.name = event.name;
    // Sampled, or a batch processor would leave it out.
    this.#context = { traceId, spanId: wireSpanId(event), traceFlags: SAMPLED };
    if (parentSpanId !== undefined) {
      this.parentSpanId = parentSpanId;
      this.parentSpanContext = { traceId, spanId: parentSpanId, traceFlags: SAMPLED };
    }
    this.links =
      event.previous === undefined
        ? []
        : [{ context: { ...event.previous, traceFlags: SAMPLED }, attributes: {} }];
    this.startTime = toHrTime(event.startTime);
    this.endTime = toHrTime(event.endTime);
    this.duration = toHrTime(event.endTime - event.startTime);
    this.attributes = eventAttributes(event) as SpanAttributes;
    this.status = { code: FAILED.has(this.attributes["auditspan.event.outcome"]) ? ERROR : UNSET };
    this.resource = resource;
  }

  /** Whether a span is one that this class made. */
  static isAuditSpan(span: object): span is AuditSpan {
    return #context in span;
  }

  spanContext(): AuditSpanContext {
    return this.#context;
  }
}

/** The resource of our own spans: never that of the application, which names people and hosts. */
export class AuditResource {
  readonly attributes: Record<string, string>;
  readonly asyncAttributesPending: boolean = false;

  constructor(agent: string | undefined) {
    this.attributes = {
      "service.name": agent ?? "auditspan",
      "telemetry.sdk.name": "auditspan",
      "telemetry.sdk.language": "nodejs",
    };
  }

  async waitForAsyncAttributes(): Promise<void> {}

  /** Keeps its own attributes alone. */
  merge(): this {
    return this;
  }

  getRawAttributes(): [string, string][] {
    return Object.entries(this.attributes);
  }
}
