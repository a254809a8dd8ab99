import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Environment, type OtlpOptions, otlpSettings } from "./otlp-settings.ts";

const folder = mkdtempSync(join(tmpdir(), "auditspan-"));
const pem = join(folder, "a.pem");
beforeAll(() => writeFileSync(pem, "PEM"));
afterAll(() => rmSync(folder, { recursive: true }));

const E = "OTEL_EXPORTER_OTLP_";

test.each<[name: string, options: OtlpOptions, env: Environment, url: string]>([
  ["the default", {}, {}, "http://localhost:4318/v1/traces"],
  [
    "a base endpoint with the path",
    {},
    { [`${E}ENDPOINT`]: "https://c:1" },
    "https://c:1/v1/traces",
  ],
  ["a base endpoint with a slash", {}, { [`${E}ENDPOINT`]: "http://c/" }, "http://c/v1/traces"],
  ["a base endpoint below a path", {}, { [`${E}ENDPOINT`]: "http://c/p/" }, "http://c/p/v1/traces"],
  [
    "a base endpoint with a query",
    {},
    { [`${E}ENDPOINT`]: "http://c?k=1" },
    "http://c/v1/traces?k=1",
  ],
  ["a traces endpoint as it is", {}, { [`${E}TRACES_ENDPOINT`]: "http://t/x" }, "http://t/x"],
  ["a traces endpoint without a path", {}, { [`${E}TRACES_ENDPOINT`]: "http://t" }, "http://t/"],
  [
    "the traces endpoint before the base",
    {},
    { [`${E}TRACES_ENDPOINT`]: "http://t/x", [`${E}ENDPOINT`]: "http://c" },
    "http://t/x",
  ],
  ["an empty variable as none", {}, { [`${E}ENDPOINT`]: " " }, "http://localhost:4318/v1/traces"],
  [
    "the option before all",
    { endpoint: "http://o/y" },
    { [`${E}TRACES_ENDPOINT`]: "http://t/x", [`${E}ENDPOINT`]: "not a URL" },
    "http://o/y",
  ],
])("takes %s as endpoint", (_name, options, env, url) => {
  expect(otlpSettings(options, env).url.href).toBe(url);
});

test("options win over variables of traces, and these over the general ones", () => {
  const general = {
    [`${E}TIMEOUT`]: "1",
    [`${E}COMPRESSION`]: "gzip",
    [`${E}CERTIFICATE`]: pem,
    [`${E}HEADERS`]: "a=general,b=general,c=general",
  };
  const traces = {
    ...general,
    [`${E}TRACES_TIMEOUT`]: "2",
    [`${E}TRACES_COMPRESSION`]: "none",
    [`${E}TRACES_CERTIFICATE`]: join(folder, "b.pem"),
    [`${E}TRACES_HEADERS`]: "b=traces,c=traces",
  };
  writeFileSync(join(folder, "b.pem"), "OTHER");
  const options = {
    timeoutMillis: 3,
    compression: "gzip",
    certificate: pem,
    headers: { C: "option" },
  } as const;
  expect(otlpSettings({}, {})).toMatchObject({
    timeoutMillis: 10_000,
    compression: "none",
    tls: {},
    headers: {},
  });
  expect(otlpSettings({}, general)).toMatchObject({
    timeoutMillis: 1,
    compression: "gzip",
    tls: { ca: "PEM" },
    headers: { a: "general", b: "general", c: "general" },
  });
  expect(otlpSettings({}, traces)).toMatchObject({
    timeoutMillis: 2,
    compression: "none",
    tls: { ca: "OTHER" },
    headers: { a: "general", b: "traces", c: "traces" },
  });
  expect(otlpSettings(options, traces)).toMatchObject({
    timeoutMillis: 3,
    compression: "gzip",
    tls: { ca: "PEM" },
    headers: { a: "general", b: "traces", c: "option" },
  });
});

test("header values are percent-decoded, and names are lower-cased", () => {
  const env = { [`${E}HEADERS`]: " Authorization = Basic%20YQ==, x-list=a%2Cb , " };
  expect(otlpSettings({}, env).headers).toEqual({ authorization: "Basic YQ==", "x-list": "a,b" });
});

test("a client certificate comes with its key", () => {
  expect(otlpSettings({ clientCertificate: pem, clientKey: pem }, {}).tls).toEqual({
    cert: "PEM",
    key: "PEM",
  });
});

test.each<[name: string, options: OtlpOptions, env: Environment, message: string]>([
  ["no URL", {}, { [`${E}ENDPOINT`]: "hunter2" }, "expected a URL in OTEL_EXPORTER_OTLP_ENDPOINT"],
  [
    "another scheme",
    { endpoint: "localhost:4317" },
    {},
    "an http or https URL in options.endpoint",
  ],
  ["no time", {}, { [`${E}TIMEOUT`]: "hunter2" }, "OTLP_TIMEOUT, got text that is no number"],
  ["a time of 0", { timeoutMillis: 0 }, {}, "options.timeoutMillis, got a number out of range"],
  ["compression", {}, { [`${E}TRACES_COMPRESSION`]: "hunter2" }, "TRACES_COMPRESSION, got another"],
  [
    "a key in the place of its file",
    {},
    { [`${E}CERTIFICATE`]: "hunter2" },
    "_CERTIFICATE, got ENOENT",
  ],
  ["a header without a value", {}, { [`${E}HEADERS`]: "hunter2" }, "pairs with percent-encoded"],
  ["a header that is not encoded", {}, { [`${E}HEADERS`]: "a=100%hunter2" }, "OTLP_HEADERS"],
  [
    "a header that is none",
    { headers: { "a b": "hunter2" } },
    {},
    "HTTP headers in options.headers",
  ],
  ["a header of ours", { headers: { "Content-Type": "hunter2" } }, {}, "no header content-type"],
  ["a file that is not there", { certificate: "/none" }, {}, "options.certificate, got ENOENT"],
  ["a key alone", { clientKey: pem }, {}, "a client certificate and its key, got just"],
])("refuses %s and repeats no secret", (_name, options, env, message) => {
  const attempt = (): unknown => otlpSettings(options, env);
  expect(attempt).toThrow(message);
  try {
    attempt();
  } catch (error) {
    // The way in which Node prints it, with its cause.
    expect(inspect(error)).not.toContain("hunter2");
  }
});
