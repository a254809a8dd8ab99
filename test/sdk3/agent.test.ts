import * as api from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { LoggerProvider } from "@opentelemetry/sdk-logs";
import {
  AlwaysOffSampler,
  BatchSpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { resourcesOf } from "../agent/resources-of.ts";
import { describeSdkLine } from "../agent/sdk-contract.ts";
import type { TestApi } from "../agent/sdk-line.ts";

describeSdkLine({
  name: "SDK 3.x",
  api: api as unknown as TestApi,
  contextManager: new AsyncLocalStorageContextManager().enable(),
  resource: resourcesOf("@opentelemetry/sdk-trace", import.meta.filename),
  tracing: ({ processors, sampler, resource }) =>
    new TracerProvider({
      spanProcessors: processors as never[],
      ...(sampler !== undefined && { sampler: sampler as never }),
      ...(resource !== undefined && { resource: resource as never }),
    }) as never,
  logging: ({ processors, resource }) =>
    new LoggerProvider({
      processors: processors as never[],
      ...(resource !== undefined && { resource: resource as never }),
    }) as never,
  batch: (exporter) => new BatchSpanProcessor({ exporter: exporter as never }),
  samplers: {
    off: () => new AlwaysOffSampler(),
    ratio: (ratio) => new TraceIdRatioBasedSampler(ratio),
  },
  otlpExporters: {
    json: (url) => new JsonExporter({ url }),
    protobuf: (url) => new ProtobufExporter({ url }),
  },
});
