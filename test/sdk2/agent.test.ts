import * as api from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { LoggerProvider } from "@opentelemetry/sdk-logs";
import {
  AlwaysOffSampler,
  BasicTracerProvider,
  BatchSpanProcessor,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-base";
import { resourcesOf } from "../agent/resources-of.ts";
import { describeSdkLine } from "../agent/sdk-contract.ts";
import type { TestApi } from "../agent/sdk-line.ts";

describeSdkLine({
  name: "SDK 2.x",
  api: api as unknown as TestApi,
  contextManager: new AsyncLocalStorageContextManager().enable(),
  resource: resourcesOf("@opentelemetry/sdk-trace-base", import.meta.filename),
  tracing: ({ processors, sampler, resource }) =>
    new BasicTracerProvider({
      spanProcessors: processors as never[],
      ...(sampler !== undefined && { sampler: sampler as never }),
      ...(resource !== undefined && { resource: resource as never }),
    }) as never,
  logging: ({ processors, resource }) =>
    new LoggerProvider({
      processors: processors as never[],
      ...(resource !== undefined && { resource: resource as never }),
    }) as never,
  batch: (exporter) => new BatchSpanProcessor(exporter as never),
  samplers: {
    off: () => new AlwaysOffSampler(),
    ratio: (ratio) => new TraceIdRatioBasedSampler(ratio),
  },
  otlpExporters: { json: (url) => new OTLPTraceExporter({ url }) },
});
