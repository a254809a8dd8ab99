import * as api from "@opentelemetry/api";
import {
  BasicTracerProvider,
  ConsoleSpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { runApp } from "../agent/register-app.ts";

// An exporter of the application's own in the provider that is there.
if (process.argv[2] === "export") {
  const provider = api.trace.getTracerProvider() as api.ProxyTracerProvider;
  const registered = provider.getDelegate() as BasicTracerProvider;
  registered.addSpanProcessor(new SimpleSpanProcessor(new ConsoleSpanExporter()));
}

await runApp(api);
