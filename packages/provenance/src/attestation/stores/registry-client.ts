import { AttestationError } from "../attestation-error.ts";
import { checkTransport, fetchFollowing, fetchOnce } from "./fetch-following.ts";
import type { OciLocation } from "./oci-location.ts";
import { readLimited } from "./read-limited.ts";
import { registryChallenge } from "./registry-challenge.ts";
import type { RegistryChallenge } from "./registry-challenge.ts";
import type { RegistryCredentials } from "./registry-credentials.ts";

export interface RegistryRequest {
  readonly method?: "GET" | "HEAD" | "POST" | "PUT" | undefined;
  readonly accept?: string | undefined;
  readonly contentType?: string | undefined;
  readonly body?: Uint8Array | undefined;
  /** Statuses that are an answer; any other is an error. */
  readonly expect: readonly number[];
  /** The largest body that is read, in bytes. */
  readonly limit: number;
}

export interface RegistryAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Speaks HTTP with one registry. */
export type RegistryClient = (
  path: string | URL,
  request: RegistryRequest,
) => Promise<RegistryAnswer>;

const MAX_TOKEN_BYTES = 64 * 1024;

/**
 * A client that answers the registry's challenge once, with Basic or with a Bearer token that it
 * fetches, and follows at most five redirects of reads. Credentials go to the registry and to the
 * realm it names over HTTPS, never to where a redirect leads.
 *
 * Throws an `AttestationError`; a message names the registry and a status, never what was sent or
 * what came back.
 */
export function registryClient(
  location: OciLocation,
  credentials: RegistryCredentials | undefined,
): RegistryClient {
  const { origin, registry, repository } = location;
  let authorization = credentials?.kind === "token" ? `Bearer ${credentials.token}` : undefined;

  async function authorize(challenge: RegistryChallenge, writes: boolean): Promise<string> {
    if (challenge.scheme === "basic") {
      if (credentials?.kind === "basic") return basic(credentials);
      throw new AttestationError("unauthorized", `${registry}: expected a user and a password`);
    }
    const url = realmUrl(challenge, registry);
    if (challenge.service !== undefined) url.searchParams.set("service", challenge.service);
    url.searchParams.set("scope", `repository:${repository}:${writes ? "pull,push" : "pull"}`);
    const headers = credentials?.kind === "basic" ? { authorization: basic(credentials) } : {};
    const response = await fetchOnce(url, { headers, redirect: "error" }, registry);
    if (response.status !== 200) throw unauthorized(registry, response.status);
    return `Bearer ${tokenOf(await readLimited(response, MAX_TOKEN_BYTES), registry)}`;
  }

  return async (path, request) => {
    const url = new URL(path, origin);
    let response = await fetchFollowing(url, request, authorization, location);
    // The challenge of a server that a redirect led to is not answered.
    const isOwn = new URL(response.url).origin === new URL(origin).origin;
    if (response.status === 401 && isOwn && credentials?.kind !== "token") {
      await response.body?.cancel();
      const challenge = registryChallenge(response.headers.get("www-authenticate"));
      if (challenge === undefined) throw unauthorized(registry, 401);
      const writes = request.method === "POST" || request.method === "PUT";
      authorization = await authorize(challenge, writes);
      response = await fetchFollowing(url, request, authorization, location);
    }
    if (!request.expect.includes(response.status)) {
      await response.body?.cancel();
      throw refusal(registry, response.status);
    }
    const body = await readLimited(response, request.limit);
    return { status: response.status, headers: response.headers, body };
  };
}

function realmUrl({ realm }: RegistryChallenge, registry: string): URL {
  const url = URL.parse(realm ?? "");
  if (url === null) {
    throw new AttestationError("protocol", `${registry}: expected the address of a token service`);
  }
  checkTransport(url, registry);
  return url;
}

function basic({ user, password }: { readonly user: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

function tokenOf(body: Uint8Array, registry: string): string {
  try {
    const json = JSON.parse(Buffer.from(body).toString("utf8")) as Record<string, unknown>;
    const token = json["token"] ?? json["access_token"];
    if (typeof token === "string" && /^[\x21-\x7E]{1,32768}$/.test(token)) return token;
  } catch {
    // Told below; the parser's message quotes the answer.
  }
  throw new AttestationError("protocol", `${registry}: expected a token, got something else`);
}

function refusal(registry: string, status: number): AttestationError {
  if (status === 401 || status === 403) return unauthorized(registry, status);
  const code = status === 404 ? "not_found" : "refused";
  return new AttestationError(code, `${registry}: got status ${status}`);
}

function unauthorized(registry: string, status: number): AttestationError {
  return new AttestationError(
    "unauthorized",
    `${registry}: expected other credentials (status ${status})`,
  );
}
