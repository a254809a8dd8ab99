import * as api from "@opentelemetry/api";
import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";
import { describeReplay } from "../corpus/describe-replay.ts";

describeReplay({
  name: "SDK 1.x",
  api,
  tracing: ({ processor, idGenerator }) =>
    new BasicTracerProvider({
      spanProcessors: [processor as never],
      idGenerator: idGenerator as never,
    }),
});
