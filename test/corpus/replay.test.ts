import * as api from "@opentelemetry/api";
import { LoggerProvider } from "@opentelemetry/sdk-logs";
import { TracerProvider } from "@opentelemetry/sdk-trace";
import { describeReplay } from "./describe-replay.ts";

describeReplay({
  name: "SDK 3.x",
  api,
  tracing: ({ processor, idGenerator }) =>
    new TracerProvider({
      spanProcessors: [processor as never],
      idGenerator: idGenerator as never,
    }),
  logging: ({ processor }) => new LoggerProvider({ processors: [processor as never] }),
});
