/**
 * `node --import @auditspan/agent/register main.js`: audits an application that knows nothing of it.
 *
 * The way of an event: a span ends or a log record is emitted → `AuditSpanProcessor`,
 * `AuditLogProcessor` (or the strict ones, which empty it for others) → `createPipeline` (session, projection, fold) → emitter → OTLP/HTTP.
 */
import { say } from "@auditspan/emitter";
import { isSdkDisabled } from "../is-sdk-disabled.ts";
import { applicationModules } from "./application-modules.ts";
import { flushAtEnd } from "./flush-at-end.ts";
import { installProviders } from "./install-providers.ts";
import { openPipeline } from "./open-pipeline.ts";
import { readFlag } from "./read-flag.ts";
import { readSettings } from "./settings.ts";
import type { Warn } from "./settings.ts";

const warn: Warn = say;

function start(): void {
  const pipeline = openPipeline(readSettings(process.env, warn), warn);
  const find = applicationModules(process.argv[1], process.cwd());
  const strict = readFlag("AUDITSPAN_STRICT", process.env, warn);
  installProviders({ find, pipeline, env: process.env, strict, warn });
  flushAtEnd(pipeline, warn);
}

try {
  if (isSdkDisabled(process.env)) warn("nothing is audited: OTEL_SDK_DISABLED is true");
  else start();
} catch (error) {
  // The application starts in any case.
  warn(`nothing is audited: ${error instanceof Error ? error.message : "unknown error"}`);
}
