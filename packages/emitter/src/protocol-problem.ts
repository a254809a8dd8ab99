import type { Environment } from "./otlp-settings.ts";

/**
 * What is wrong with the protocol that the environment asks for, undefined when it is ours. Events go
 * by `http/protobuf` in any case, since the variable also speaks to other exporters of the process.
 *
 * Names what came only where it is a word of the specification.
 */
export function protocolProblem(env: Environment = process.env): string | undefined {
  for (const name of ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"]) {
    const value = env[name]?.trim() ?? "";
    if (value === OURS) return undefined;
    if (value === "") continue;
    const got = OTHERS.has(value) ? value : "another word";
    return `${name}: expected ${OURS}, got ${got}; audit events go by ${OURS}`;
  }
  return undefined;
}

const OURS = "http/protobuf";
const OTHERS: ReadonlySet<string> = new Set(["grpc", "http/json"]);
