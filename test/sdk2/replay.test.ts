import * as api from "@opentelemetry/api";
import { LoggerProvider } from "@opentelemetry/sdk-logs";
import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";
import { describeReplay } from "../corpus/describe-replay.ts";

describeReplay({
  name: "SDK 2.x",
  api,
  tracing: ({ processor, idGenerator }) =>
    new BasicTracerProvider({
      spanProcessors: [processor as never],
      idGenerator: idGenerator as never,
    }),
  logging: ({ processor }) => new LoggerProvider({ processors: [processor as never] }),
});
