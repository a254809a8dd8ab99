/** What a registry asks for with `WWW-Authenticate`. */
export interface RegistryChallenge {
  readonly scheme: "basic" | "bearer";
  readonly realm: string | undefined;
  readonly service: string | undefined;
  readonly scope: string | undefined;
}

const MAX_CHALLENGE = 4096;
// One parameter at a time, so that a long header is read once.
const PARAMETER = /([a-z]{1,32})="([^"\\]*)"/gi;

/** Reads a challenge of RFC 9110 as registries send it; undefined when it is of no known scheme. */
export function registryChallenge(header: string | null): RegistryChallenge | undefined {
  if (header === null || header.length > MAX_CHALLENGE) return undefined;
  const scheme = /^(basic|bearer)(?: |$)/i.exec(header)?.[1]?.toLowerCase();
  if (scheme !== "basic" && scheme !== "bearer") return undefined;
  const parameters = new Map<string, string>();
  for (const [, name, value] of header.matchAll(PARAMETER)) {
    parameters.set(name!.toLowerCase(), value!);
  }
  return {
    scheme,
    realm: parameters.get("realm"),
    service: parameters.get("service"),
    scope: parameters.get("scope"),
  };
}
