import { SCHEMA_VERSION, SCOPE_NAME } from "../schema-version.ts";
import { encodeAttribute } from "./encode-attribute.ts";
import { ProtobufWriter, varintSize } from "./protobuf-writer.ts";

/** What a request says about the process that sends it. */
export interface RequestResource {
  /** `service.name` */
  readonly serviceName: string;
  /** `service.version`. Left out by default. */
  readonly serviceVersion?: string | undefined;
  /** `telemetry.sdk.version` */
  readonly sdkVersion: string;
}

/** Bytes that turn so many bytes of encoded spans behind them into an `ExportTraceServiceRequest`. */
export type RequestHead = (spanBytes: number) => Uint8Array;

/**
 * Encodes resource and scope once; the head that comes back has to stand before the spans of each
 * request. One resource, one scope: `auditspan` with the version of the schema, no attributes.
 */
export function createRequestHead(resource: RequestResource): RequestHead {
  const resourceField = encodeResource(resource);
  const scopeField = encodeScope();
  return (spanBytes) => {
    const scopeSpans = scopeField.length + spanBytes;
    const resourceSpans = resourceField.length + 1 + varintSize(scopeSpans) + scopeSpans;
    const out = new ProtobufWriter(resourceField.length + scopeField.length + 16);
    out.byte(0x0a); // ExportTraceServiceRequest.resource_spans (1)
    out.varint(resourceSpans);
    out.raw(resourceField);
    out.byte(0x12); // ResourceSpans.scope_spans (2)
    out.varint(scopeSpans);
    out.raw(scopeField);
    return out.bytes();
  };
}

function encodeResource(resource: RequestResource): Uint8Array {
  const out = new ProtobufWriter(512);
  out.byte(0x0a); // ResourceSpans.resource (1)
  const message = out.open();
  encodeAttribute(out, ATTRIBUTES, "service.name", resource.serviceName);
  encodeAttribute(out, ATTRIBUTES, "service.version", resource.serviceVersion);
  encodeAttribute(out, ATTRIBUTES, "telemetry.sdk.name", "auditspan");
  encodeAttribute(out, ATTRIBUTES, "telemetry.sdk.language", "nodejs");
  encodeAttribute(out, ATTRIBUTES, "telemetry.sdk.version", resource.sdkVersion);
  out.close(message);
  return out.bytes();
}

function encodeScope(): Uint8Array {
  const out = new ProtobufWriter(64);
  out.byte(0x0a); // ScopeSpans.scope (1)
  const message = out.open();
  out.byte(0x0a); // InstrumentationScope.name (1)
  out.string(SCOPE_NAME);
  out.byte(0x12); // InstrumentationScope.version (2)
  out.string(SCHEMA_VERSION);
  out.close(message);
  return out.bytes();
}

const ATTRIBUTES = 0x0a; // Resource.attributes (1)
