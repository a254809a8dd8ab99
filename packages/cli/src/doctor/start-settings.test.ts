import { expect, test } from "vitest";
import { fixtureSubject, seenIds } from "../testing/fixture-app.ts";
import { applyRules } from "./rule.ts";
import { START_SETTINGS } from "./start-settings.ts";

const NAMES = { AUDITSPAN_MANIFEST: "names.yaml" };
const AGENT = { "@auditspan/agent": "0.1.0" };
const SDK = { "@opentelemetry/sdk-node": "0.301.0" };

test.each<[ids: string[], packages: Record<string, string>, env: Record<string, string>]>([
  [[], {}, NAMES],
  [["names-unknown"], {}, {}],
  [["names-unknown"], {}, { AUDITSPAN_MANIFEST: " " }],
  [["names-unknown", "attestation-alone"], {}, { AUDITSPAN_ATTESTATION: "a.json" }],
  [["sdk-disabled"], SDK, { ...NAMES, OTEL_SDK_DISABLED: "true" }],
  [[], SDK, { ...NAMES, OTEL_SDK_DISABLED: "false" }],
  [["flag-value"], {}, { ...NAMES, AUDITSPAN_STRICT: "yes" }],
  [["flag-value"], {}, { ...NAMES, AUDITSPAN_SCAN_SECRETS: "off" }],
  [[], {}, { ...NAMES, AUDITSPAN_STRICT: "true", AUDITSPAN_SCAN_SECRETS: "0" }],
  [["endpoint-unset"], AGENT, NAMES],
  [[], AGENT, { ...NAMES, OTEL_EXPORTER_OTLP_ENDPOINT: "http://c:4318" }],
  [["endpoint-grpc"], {}, { ...NAMES, OTEL_EXPORTER_OTLP_ENDPOINT: "http://c:4317" }],
  [
    ["endpoint-grpc"],
    {},
    { ...NAMES, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://c:4317/v1/traces" },
  ],
  [
    [],
    {},
    {
      ...NAMES,
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://c:4317",
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://c:4318",
    },
  ],
  [["otlp-protocol"], {}, { ...NAMES, OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }],
  [["otlp-protocol"], {}, { ...NAMES, OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/json" }],
  [[], {}, { ...NAMES, OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf" }],
  [["sampler"], {}, { ...NAMES, OTEL_TRACES_SAMPLER: "jaeger_remote" }],
  [[], {}, { ...NAMES, OTEL_TRACES_SAMPLER: "parentbased_traceidratio" }],
  [["value-length-limit"], SDK, { ...NAMES, OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: "1000" }],
])("%j for %j with %j", (ids, packages, env) => {
  expect(seenIds(START_SETTINGS, { packages }, env)).toEqual(ids);
});

test("a setting weighs what it costs this application", () => {
  const severity = (packages: Record<string, string>, env: Record<string, string>) =>
    applyRules(START_SETTINGS, fixtureSubject({ packages }, env))[0]?.severity;
  expect(severity(AGENT, {})).toBe("warning");
  expect(severity({}, {})).toBe("note");
  expect(severity(SDK, { ...NAMES, OTEL_SDK_DISABLED: "true" })).toBe("error");
  expect(severity(AGENT, { ...NAMES, OTEL_SDK_DISABLED: "true" })).toBe("error");
  expect(severity({}, { ...NAMES, OTEL_SDK_DISABLED: "true" })).toBe("note");
});
