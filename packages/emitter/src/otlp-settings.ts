import { readFileSync } from "node:fs";
import { checkHeaders, type Headers, parseHeaders } from "./otlp-headers.ts";

/**
 * Where and how OTLP is sent. What is left out comes from the environment:
 * `OTEL_EXPORTER_OTLP_TRACES_*` first, then `OTEL_EXPORTER_OTLP_*`.
 */
export interface OtlpOptions {
  /** URL that requests are sent to, as it is. Defaults to `http://localhost:4318/v1/traces`. */
  readonly endpoint?: string | undefined;
  /** Further headers, added to those of the environment. Defaults to none. */
  readonly headers?: Headers | undefined;
  /** Longest time of one request, until the whole answer is there. Defaults to 10,000. */
  readonly timeoutMillis?: number | undefined;
  /** `none` or `gzip`. Defaults to `none`. */
  readonly compression?: "none" | "gzip" | undefined;
  /** File of PEM certificates to trust. Defaults to those of Node. */
  readonly certificate?: string | undefined;
  /** File of the client's PEM certificate. Defaults to none. */
  readonly clientCertificate?: string | undefined;
  /** File of the client's PEM key. Defaults to none. */
  readonly clientKey?: string | undefined;
}

/** Settings that are complete and checked. */
export interface OtlpSettings {
  readonly url: URL;
  readonly headers: Headers;
  readonly timeoutMillis: number;
  readonly compression: "none" | "gzip";
  /** PEM texts. */
  readonly tls: { readonly ca?: string; readonly cert?: string; readonly key?: string };
}

/** Variables of the process, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Settles options, environment and defaults (OpenTelemetry protocol exporter, "Configuration
 * options"). Throws a `TypeError` or `RangeError` that names the setting on a value it cannot use, and
 * never holds the value: what somebody put into the wrong variable may be a secret.
 */
export function otlpSettings(
  options: OtlpOptions = {},
  env: Environment = process.env,
): OtlpSettings {
  const read = (name: string): Setting | undefined =>
    variable(env, `${PREFIX}TRACES_${name}`) ?? variable(env, PREFIX + name);
  const setting = (option: string | number | undefined, at: string, name: string) =>
    option === undefined ? read(name) : { value: String(option), where: `options.${at}` };
  return {
    url: endpoint(options, env),
    headers: {
      ...envHeaders(env, `${PREFIX}HEADERS`),
      ...envHeaders(env, `${PREFIX}TRACES_HEADERS`),
      ...checkHeaders(options.headers ?? {}, "options.headers"),
    },
    timeoutMillis: timeout(setting(options.timeoutMillis, "timeoutMillis", "TIMEOUT")),
    compression: compression(setting(options.compression, "compression", "COMPRESSION")),
    tls: tls({
      ca: setting(options.certificate, "certificate", "CERTIFICATE"),
      cert: setting(options.clientCertificate, "clientCertificate", "CLIENT_CERTIFICATE"),
      key: setting(options.clientKey, "clientKey", "CLIENT_KEY"),
    }),
  };
}

interface Setting {
  readonly value: string;
  /** What it is called where it was set. */
  readonly where: string;
}

function variable(env: Environment, where: string): Setting | undefined {
  const value = env[where]?.trim();
  // The specification has an empty variable count as unset.
  return value === undefined || value === "" ? undefined : { value, where };
}

function endpoint(options: OtlpOptions, env: Environment): URL {
  if (options.endpoint !== undefined) {
    return httpUrl({ value: options.endpoint, where: "options.endpoint" });
  }
  const signal = variable(env, `${PREFIX}TRACES_ENDPOINT`);
  if (signal !== undefined) return httpUrl(signal);
  const url = httpUrl(
    variable(env, `${PREFIX}ENDPOINT`) ?? { value: "http://localhost:4318", where: "default" },
  );
  url.pathname = `${url.pathname.replace(/\/$/, "")}/v1/traces`;
  return url;
}

// A URL may hold a password, so no message repeats it.
function httpUrl({ value, where }: Setting): URL {
  const url = URL.parse(value);
  if (url === null) throw new TypeError(`expected a URL in ${where}, got something else`);
  if (url.protocol === "http:" || url.protocol === "https:") return url;
  throw new TypeError(`expected an http or https URL in ${where}, got another scheme`);
}

function envHeaders(env: Environment, name: string): Headers {
  const setting = variable(env, name);
  return setting === undefined ? {} : parseHeaders(setting.value, name);
}

function timeout(setting: Setting | undefined): number {
  if (setting === undefined) return 10_000;
  const millis = Number(setting.value);
  if (millis > 0 && millis < 2 ** 31) return millis;
  const got = Number.isNaN(millis) ? "text that is no number" : "a number out of range";
  throw new RangeError(`expected milliseconds greater than 0 in ${setting.where}, got ${got}`);
}

function compression(setting: Setting | undefined): "none" | "gzip" {
  if (setting === undefined) return "none";
  if (setting.value === "none" || setting.value === "gzip") return setting.value;
  throw new TypeError(`expected none or gzip in ${setting.where}, got another word`);
}

function tls(files: Readonly<Record<"ca" | "cert" | "key", Setting | undefined>>) {
  const { cert, key } = files;
  if ((cert === undefined) !== (key === undefined)) {
    const given = cert ?? key;
    throw new TypeError(`expected a client certificate and its key, got just ${given?.where}`);
  }
  const pems: { ca?: string; cert?: string; key?: string } = {};
  for (const name of ["ca", "cert", "key"] as const) {
    const setting = files[name];
    if (setting !== undefined) pems[name] = readPem(setting);
  }
  return pems;
}

function readPem({ value, where }: Setting): string {
  try {
    return readFileSync(value, "utf8");
  } catch (error) {
    const { code = "an error" } = error as NodeJS.ErrnoException;
    // oxlint-disable-next-line preserve-caught-error -- it holds what may be a key in the place of its path
    throw new TypeError(`expected a readable file in ${where}, got ${code}`);
  }
}

const PREFIX = "OTEL_EXPORTER_OTLP_";
