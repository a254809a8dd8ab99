import * as api from "@opentelemetry/api";
import { ConsoleSpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace";
import { addProcessor } from "../agent/add-processor.ts";
import { runApp } from "../agent/register-app.ts";

// An exporter of the application's own in the provider that is there.
if (process.argv[2] === "export") {
  addProcessor(
    api.trace.getTracerProvider(),
    new SimpleSpanProcessor({ exporter: new ConsoleSpanExporter() }),
  );
}

await runApp(api, api.logs);
