import { validateHeaderName, validateHeaderValue } from "node:http";

export type Headers = Readonly<Record<string, string>>;

/**
 * Headers from an environment variable in the form `name=value,name=value` with percent-encoded
 * values (OpenTelemetry protocol exporter, "Specifying headers via environment variables").
 *
 * Throws a `TypeError` that holds no value, since values are credentials.
 */
export function parseHeaders(text: string, where: string): Headers {
  const pairs = text.split(",").filter((pair) => pair.trim() !== "");
  return checkHeaders(Object.fromEntries(pairs.map((pair) => parsePair(pair, where))), where);
}

/** The same headers under lower-case names. Throws a `TypeError` on one that HTTP does not allow. */
export function checkHeaders(headers: Headers, where: string): Headers {
  const checked: Record<string, string> = {};
  for (const [given, value] of Object.entries(headers)) {
    const name = given.toLowerCase();
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      throw new TypeError(`expected names and values of HTTP headers in ${where}, got others`);
    }
    if (OURS.has(name)) throw new TypeError(`expected no header ${name} in ${where}, got one`);
    checked[name] = value;
  }
  return checked;
}

function parsePair(pair: string, where: string): [name: string, value: string] {
  const equals = pair.indexOf("=");
  try {
    if (equals > 0) {
      return [pair.slice(0, equals).trim(), decodeURIComponent(pair.slice(equals + 1).trim())];
    }
  } catch {
    // Percent signs that encode nothing are as wrong as no equals sign.
  }
  throw new TypeError(
    `expected name=value pairs with percent-encoded values in ${where}, got something else`,
  );
}

const OURS = new Set(["content-type", "content-length", "content-encoding", "transfer-encoding"]);
