import { createRequire } from "node:module";
import * as api from "@opentelemetry/api";
import { runApp } from "../agent/register-app.ts";

// Instrumentations see what is required, and through it the sender's own use of the module.
const { get } = createRequire(import.meta.url)("node:http") as typeof import("node:http");
const fetched = new Promise<void>((done) => {
  get(process.argv[3]!, (response) => response.resume().on("end", done));
});
await fetched;
await runApp(api, api.logs);
// Long enough for the emitter to send while the application still runs.
await new Promise((done) => setTimeout(done, 1_300));
