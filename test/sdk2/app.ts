import * as api from "@opentelemetry/api";
import { logs } from "@opentelemetry/api-logs";
import { ConsoleSpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { addProcessor } from "../agent/add-processor.ts";
import { runApp } from "../agent/register-app.ts";

// An exporter of the application's own in the provider that is there.
if (process.argv[2] === "export") {
  addProcessor(api.trace.getTracerProvider(), new SimpleSpanProcessor(new ConsoleSpanExporter()));
}

await runApp(api, logs);
