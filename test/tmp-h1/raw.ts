import { createRequire } from "node:module";
const require = createRequire(process.cwd() + "/src/main.ts");
const api = require("@opentelemetry/api");
const sdk = require("@opentelemetry/sdk-trace");
const { AsyncLocalStorageContextManager } = require("@opentelemetry/context-async-hooks");
api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
api.trace.setGlobalTracerProvider(new sdk.TracerProvider({ spanProcessors: [{ onStart() {}, onEnd(s: any) { console.log(JSON.stringify({ name: s.name, scope: s.instrumentationScope.name, status: s.status, a: s.attributes, e: s.events })); }, forceFlush: async () => {}, shutdown: async () => {} }] }));
