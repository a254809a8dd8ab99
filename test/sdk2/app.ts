import * as api from "@opentelemetry/api";
import { logs } from "@opentelemetry/api-logs";
import { runApp } from "../agent/register-app.ts";

await runApp(api, logs);
