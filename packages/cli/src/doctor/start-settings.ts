import {
  AGENT,
  all,
  any,
  given,
  NODE_SDK,
  NODE_SDK_INSTALLED,
  SDK_DISABLED,
  unset,
  variable,
} from "./conditions.ts";
import type { Condition, Rule } from "./rule.ts";

const ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
const TRACES_ENDPOINT = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
const SAMPLERS = /^(parentbased_)?(always_on|always_off|traceidratio)$/;

/** Settings of the register, and of OpenTelemetry where they reach it. */
export const START_SETTINGS: readonly Rule[] = [
  {
    id: "sdk-disabled",
    severity: (subject) =>
      subject.app === undefined || any(AGENT, NODE_SDK_INSTALLED)(subject) ? "error" : "note",
    seen: SDK_DISABLED,
    message: "the register audits nothing, and NodeSDK starts no instrumentation",
    fix: "unset it; OTEL_TRACES_EXPORTER=none is the way to send no raw spans",
  },
  {
    id: "names-unknown",
    severity: (subject) => (AGENT(subject) === undefined ? "note" : "warning"),
    seen: unset("AUDITSPAN_MANIFEST"),
    message: "no names are known, so tools, agents and models of your own appear as unregistered",
    fix: "set it to a manifest or names file; with `auditspan collect` alone, give that --manifest",
  },
  {
    id: "attestation-alone",
    severity: "warning",
    seen: all(
      any(variable("AUDITSPAN_ATTESTATION"), variable("AUDITSPAN_ATTESTATION_KEYS")),
      unset("AUDITSPAN_MANIFEST"),
    ),
    message: "an attestation says nothing without the manifest that it is of",
    fix: "set AUDITSPAN_MANIFEST to that manifest",
  },
  {
    id: "flag-value",
    severity: "warning",
    seen: any(oddFlag("AUDITSPAN_STRICT"), oddFlag("AUDITSPAN_SCAN_SECRETS")),
    message: "expected 1 or 0, got something else, which is taken as 1",
    fix: "set it to 1 or 0",
  },
  {
    id: "endpoint-unset",
    severity: "note",
    seen: all(given(AGENT), unset(TRACES_ENDPOINT), unset(ENDPOINT)),
    message: "events go to the default, port 4318 of this machine",
    fix: `set ${ENDPOINT} where the receiver is elsewhere`,
  },
  {
    id: "endpoint-grpc",
    severity: "warning",
    seen: ({ env }) => {
      const name = env[TRACES_ENDPOINT]?.trim() ? TRACES_ENDPOINT : ENDPOINT;
      return URL.parse(env[name] ?? "")?.port === "4317" ? [name] : undefined;
    },
    message: "port 4317 is that of OTLP/gRPC, and events are sent over OTLP/HTTP",
    fix: "use the port of OTLP/HTTP, 4318 as a rule",
  },
  {
    id: "otlp-protocol",
    severity: "warning",
    seen: any(
      variable("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", isOtherProtocol),
      variable("OTEL_EXPORTER_OTLP_PROTOCOL", isOtherProtocol),
    ),
    message: "events are sent as http/protobuf whatever this says",
    fix: "set it to http/protobuf, and let the endpoint be one of OTLP/HTTP",
  },
  {
    id: "sampler",
    severity: "warning",
    seen: variable("OTEL_TRACES_SAMPLER", (value) => !SAMPLERS.test(value)),
    message:
      "no sampler that the register knows; it takes parentbased_always_on for others, and audits everything",
    fix: "use always_on, always_off, traceidratio, or one of these behind parentbased_",
  },
  {
    id: "value-length-limit",
    severity: "warning",
    seen: all(
      NODE_SDK,
      any(
        variable("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT"),
        variable("OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT"),
      ),
    ),
    message: "messages that are cut off can no longer be read for their steps",
    fix: "unset it: content is dropped in any case",
  },
];

function oddFlag(name: string): Condition {
  return variable(name, (value) => !["1", "true", "0", "false"].includes(value));
}

function isOtherProtocol(value: string): boolean {
  return value !== "http/protobuf";
}
