import * as api from "@opentelemetry/api";
import { runApp } from "../agent/register-app.ts";

await runApp(api, api.logs);
