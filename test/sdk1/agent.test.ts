import * as api from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  AlwaysOffSampler,
  BasicTracerProvider,
  BatchSpanProcessor,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-base";
import { expect, test } from "vitest";
import type { Sampler, SpanExporter, SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { alwaysRecord, StrictSpanProcessor } from "@auditspan/agent";
import type { AuditSpanProcessor } from "@auditspan/agent";
import type { AuditSpanExporter } from "@auditspan/agent/exporter";
import { resourcesOf } from "../agent/resources-of.ts";
import { describeSdkLine } from "../agent/sdk-contract.ts";

// Compiles only while our classes fit the interfaces of the line.
export type Fits = [
  AuditSpanProcessor extends SpanProcessor ? true : never,
  AuditSpanExporter extends SpanExporter ? true : never,
];
export const fits: Fits = [true, true];
export const sampler: Sampler = alwaysRecord(new AlwaysOffSampler());

describeSdkLine({
  name: "SDK 1.x",
  api,
  contextManager: new AsyncLocalStorageContextManager().enable(),
  resource: resourcesOf("@opentelemetry/sdk-trace-base", import.meta.filename),
  provider: BasicTracerProvider,
  strict: false,
  tracing: ({ processors, sampler, resource }) =>
    new BasicTracerProvider({
      spanProcessors: processors as never[],
      ...(sampler !== undefined && { sampler: sampler as never }),
      ...(resource !== undefined && { resource: resource as never }),
    }),
  batch: (exporter) => new BatchSpanProcessor(exporter as never),
  samplers: {
    off: () => new AlwaysOffSampler(),
    ratio: (ratio) => new TraceIdRatioBasedSampler(ratio),
  },
  otlpExporters: { json: (url) => new OTLPTraceExporter({ url }) },
});

test("a strict processor refuses a provider whose processors get no onEnding, and says why", () => {
  expect(() => new StrictSpanProcessor({ provider: BasicTracerProvider })).toThrow(
    /onEnding \(SDK 2\.3 or newer\)/,
  );
});
