import { trace } from "@opentelemetry/api";
import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";

// What an application's own set-up does before ours.
trace.setGlobalTracerProvider(new BasicTracerProvider());
