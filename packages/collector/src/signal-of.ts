import type { OtlpSignal } from "@auditspan/core";

const SIGNALS: ReadonlyMap<string, OtlpSignal> = new Map([
  ["/v1/traces", "traces"],
  ["/v1/logs", "logs"],
  ["/v1/metrics", "metrics"],
]);

/** Where the exporter of Microsoft Agent 365 posts its spans; one of the services has its own name. */
const AGENT_365 = /^\/observability(?:Service)?\/tenants\/[^/]+\/otlp\/agents\/[^/]+\/traces$/;

/**
 * The signal that a request path stands for, undefined for any other path. The tenant and agent of an
 * Agent 365 path are not read: they are ids of others.
 */
export function signalOf(path: string): OtlpSignal | undefined {
  return SIGNALS.get(path) ?? (AGENT_365.test(path) ? "traces" : undefined);
}
