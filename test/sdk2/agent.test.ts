import * as api from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { LoggerProvider } from "@opentelemetry/sdk-logs";
import type { LogRecordProcessor } from "@opentelemetry/sdk-logs";
import {
  AlwaysOffSampler,
  BasicTracerProvider,
  BatchSpanProcessor,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-base";
import type { Sampler, SpanExporter, SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { alwaysRecord } from "@auditspan/agent";
import type {
  AuditLogProcessor,
  AuditSpanProcessor,
  StrictLogProcessor,
  StrictSpanProcessor,
} from "@auditspan/agent";
import type { AuditSpanExporter } from "@auditspan/agent/exporter";
import { resourcesOf } from "../agent/resources-of.ts";
import { describeSdkLine } from "../agent/sdk-contract.ts";

// Compiles only while our classes fit the interfaces of the line.
export type Fits = [
  AuditSpanProcessor extends SpanProcessor ? true : never,
  AuditSpanExporter extends SpanExporter ? true : never,
  AuditLogProcessor extends LogRecordProcessor ? true : never,
  StrictSpanProcessor extends SpanProcessor ? true : never,
  StrictLogProcessor extends LogRecordProcessor ? true : never,
];
export const fits: Fits = [true, true, true, true, true];
export const sampler: Sampler = alwaysRecord(new AlwaysOffSampler());

describeSdkLine({
  name: "SDK 2.x",
  api,
  contextManager: new AsyncLocalStorageContextManager().enable(),
  resource: resourcesOf("@opentelemetry/sdk-trace-base", import.meta.filename),
  provider: BasicTracerProvider,
  strict: true,
  tracing: ({ processors, sampler, resource }) =>
    new BasicTracerProvider({
      spanProcessors: processors as never[],
      ...(sampler !== undefined && { sampler: sampler as never }),
      ...(resource !== undefined && { resource: resource as never }),
    }),
  logging: ({ processors, resource }) =>
    new LoggerProvider({
      processors: processors as never[],
      ...(resource !== undefined && { resource: resource as never }),
    }),
  batch: (exporter) => new BatchSpanProcessor(exporter as never),
  samplers: {
    off: () => new AlwaysOffSampler(),
    ratio: (ratio) => new TraceIdRatioBasedSampler(ratio),
  },
  otlpExporters: { json: (url) => new OTLPTraceExporter({ url }) },
});
