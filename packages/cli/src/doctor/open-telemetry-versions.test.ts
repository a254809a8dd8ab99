import { expect, test } from "vitest";
import { fixtureSubject, seenIds } from "../testing/fixture-app.ts";
import { OPEN_TELEMETRY_VERSIONS } from "./open-telemetry-versions.ts";
import { applyRules } from "./rule.ts";

const AGENT = { "@auditspan/agent": "0.1.0" };
const SDK3 = {
  ...AGENT,
  "@opentelemetry/api": "1.10.0",
  "@opentelemetry/sdk-trace": {
    version: "3.1.1",
    peerDependencies: { "@opentelemetry/api": ">=1.10.0 <1.11.0" },
  },
  "@opentelemetry/context-async-hooks": "3.1.1",
};
const SDK2 = {
  ...AGENT,
  "@opentelemetry/api": "1.9.1",
  "@opentelemetry/sdk-trace-base": {
    version: "2.2.0",
    peerDependencies: { "@opentelemetry/api": ">=1.3.0 <1.10.0" },
  },
  "@opentelemetry/context-async-hooks": "2.2.0",
};

test.each<[ids: string[], name: string, packages: Record<string, string | object>]>([
  [[], "a whole line of 3.x", SDK3],
  [[], "a whole line of 2.x", SDK2],
  [["sdk-missing", "context-missing", "api-missing"], "the agent alone", AGENT],
  [[], "an application without the agent", { express: "5.0.0" }],
  [["api-old"], "an old API", { ...SDK2, "@opentelemetry/api": "1.8.0" }],
  [["api-peer"], "SDK 3.x on API 1.9", { ...SDK3, "@opentelemetry/api": "1.9.1" }],
  [["api-peer"], "SDK 2.x on API 1.10", { ...SDK2, "@opentelemetry/api": "1.10.0" }],
  [["sdk-lines"], "two lines of the SDK", { ...SDK3, "@opentelemetry/sdk-trace-base": "2.12.1" }],
  [[], "Mastra, which exports by itself", { ...AGENT, "@mastra/otel-exporter": "1.4.0" }],
])("%j for %s", (ids, _, packages) => {
  expect(seenIds(OPEN_TELEMETRY_VERSIONS, { packages })).toEqual(ids);
});

test("a framework with a newer API of its own does not see the provider", () => {
  const packages = {
    ...SDK2,
    framework: { version: "4.0.0", dependencies: { "@opentelemetry/api": "*" } },
    "framework/node_modules/@opentelemetry/api": "1.10.0",
  };
  expect(
    applyRules(OPEN_TELEMETRY_VERSIONS, fixtureSubject({ packages })).map(
      ({ id, severity, where }) => [severity, id, where[0]],
    ),
  ).toEqual([
    ["error", "api-newer-copy", "framework 4.0.0 (node_modules/framework/package.json)"],
    ["note", "api-copies", expect.stringContaining("@opentelemetry/api")],
  ]);
});

test("an older copy sees the provider, and so does a newer one that only a part of an SDK has", () => {
  const user = { version: "4.0.0", dependencies: { "@opentelemetry/api": "*" } };
  const older = {
    ...SDK3,
    framework: user,
    "framework/node_modules/@opentelemetry/api": "1.9.0",
  };
  expect(seenIds(OPEN_TELEMETRY_VERSIONS, { packages: older })).toEqual(["api-copies"]);
  const part = {
    ...SDK2,
    "@opentelemetry/exporter-trace-otlp-http": user,
    "@opentelemetry/exporter-trace-otlp-http/node_modules/@opentelemetry/api": "1.10.0",
  };
  expect(seenIds(OPEN_TELEMETRY_VERSIONS, { packages: part })).toEqual(["api-copies"]);
});

test("the newest API counts, that of the application or that of its SDK", () => {
  const packages = {
    ...SDK3,
    "@opentelemetry/api": "1.9.1",
    "@opentelemetry/sdk-trace/node_modules/@opentelemetry/api": "1.10.0",
    framework: { version: "4.0.0", dependencies: { "@opentelemetry/api": "*" } },
    "framework/node_modules/@opentelemetry/api": "1.10.0",
  };
  expect(seenIds(OPEN_TELEMETRY_VERSIONS, { packages })).toEqual(["api-copies"]);
});

test("strict is told where the SDK is too old for it", () => {
  const strict = { AUDITSPAN_STRICT: "1" };
  expect(seenIds(OPEN_TELEMETRY_VERSIONS, { packages: SDK2 }, strict)).toEqual([
    "strict-needs-sdk",
  ]);
  expect(seenIds(OPEN_TELEMETRY_VERSIONS, { packages: SDK3 }, strict)).toEqual([]);
  expect(seenIds(OPEN_TELEMETRY_VERSIONS, { packages: SDK2 }, { AUDITSPAN_STRICT: "0" })).toEqual(
    [],
  );
});
