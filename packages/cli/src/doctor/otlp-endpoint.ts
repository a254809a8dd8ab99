import { resolve } from "node:path";
import { createOtlpSender, otlpSettings } from "@auditspan/emitter";
import type { OtlpSettings } from "@auditspan/emitter";
import type { Finding } from "./finding.ts";
import type { Environment, Subject } from "./subject.ts";

const NAME = /OTEL_EXPORTER_OTLP_[A-Z_]+/;
const FILE = /_(CERTIFICATE|CLIENT_KEY)$/;

/** Those `OTEL_EXPORTER_OTLP_*` settings that the register would leave out, each as a finding. */
export function examineOtlpSettings(subject: Subject): Finding[] {
  return settle(subject).leftOut.map((name) => ({
    id: "otlp-setting",
    severity: "warning",
    message: "the setting has a form that is not valid, so the register goes on without it",
    fix: "give it the form that OpenTelemetry defines; files must be readable",
    where: [name],
  }));
}

/**
 * Sends one empty request to the endpoint, as events would be sent. Says what came of it, without
 * the URL, which may hold a password.
 */
export async function examineEndpoint(subject: Subject): Promise<Finding[]> {
  const { settings, names } = settle(subject);
  if (settings === undefined) return [];
  const sender = createOtlpSender(settings);
  try {
    const result = await sender.send([]);
    if (result.status === "success") return [];
    return [
      {
        id: "endpoint-silent",
        severity: "error",
        message: `the endpoint does not take events: ${result.cause}`,
        fix: "start the receiver, or correct endpoint, headers and certificates",
        where: names,
      },
    ];
  } finally {
    sender.shutdown();
  }
}

interface Settled {
  readonly settings: OtlpSettings | undefined;
  readonly leftOut: readonly string[];
  /** The variable that states the endpoint. */
  readonly names: readonly string[];
}

function settle({ env, cwd }: Subject): Settled {
  const left = withAbsoluteFiles(env, cwd);
  const leftOut: string[] = [];
  const names = endpointNames(env);
  for (;;) {
    try {
      return { settings: otlpSettings({}, left), leftOut, names };
    } catch (error) {
      const [name] = NAME.exec((error as Error).message) ?? [];
      if (name === undefined || left[name] === undefined) {
        return { settings: undefined, leftOut, names };
      }
      leftOut.push(name);
      delete left[name];
    }
  }
}

function endpointNames(env: Environment): string[] {
  const stated = ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"].find(
    (name) => (env[name]?.trim() ?? "") !== "",
  );
  return [stated ?? "OTEL_EXPORTER_OTLP_ENDPOINT (not set)"];
}

function withAbsoluteFiles(env: Environment, cwd: string): Record<string, string | undefined> {
  const entries = Object.entries(env).map(([name, value]) =>
    NAME.test(name) && FILE.test(name) && value
      ? [name, resolve(cwd, value.trim())]
      : [name, value],
  );
  return Object.fromEntries(entries) as Record<string, string | undefined>;
}
