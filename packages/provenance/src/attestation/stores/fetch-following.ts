import { setTimeout } from "node:timers/promises";
import { AttestationError } from "../attestation-error.ts";
import { isOwnMachine } from "./oci-location.ts";
import type { OciLocation } from "./oci-location.ts";
import type { RegistryRequest } from "./registry-client.ts";

const MAX_REDIRECTS = 5;
const TIMEOUT_MS = 30_000;
const TRIES = 3;
const PAUSE_MS = 100;

/**
 * Sends a request and follows at most five redirects of a read; the authorization goes to the
 * registry alone. An error of the server's own is asked again, twice.
 */
export async function fetchFollowing(
  first: URL,
  request: RegistryRequest,
  authorization: string | undefined,
  location: OciLocation,
): Promise<Response> {
  let response = await follow(first, request, authorization, location);
  // A registry on plain files answers 500 for a tag that somebody else is just writing.
  for (let tries = 1; response.status >= 500 && mayRepeat(request) && tries < TRIES; tries++) {
    await response.body?.cancel();
    await setTimeout(tries * PAUSE_MS);
    response = await follow(first, request, authorization, location);
  }
  return response;
}

/** Sends one request; throws an `AttestationError` (`unreachable`) without an answer in 30 s. */
export async function fetchOnce(url: URL, init: RequestInit, registry: string): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch {
    // The cause may hold the URL, and with it what a registry put there.
    throw new AttestationError("unreachable", `${registry}: no answer`);
  }
}

/**
 * Throws an `AttestationError` (`protocol`) on an address that is not HTTPS, unless both it and the
 * registry are this machine, where nobody listens; and on one with credentials in it.
 */
export function checkTransport(url: URL, registry: string): void {
  const isClear = url.protocol === "http:" && isOwnMachine(url.host) && isOwnMachine(registry);
  if (url.username === "" && url.password === "" && (url.protocol === "https:" || isClear)) return;
  throw new AttestationError("protocol", `${registry}: expected an HTTPS address, got another`);
}

function mayRepeat({ method = "GET" }: RegistryRequest): boolean {
  return method !== "POST";
}

async function follow(
  first: URL,
  { method = "GET", accept, contentType, body }: RegistryRequest,
  authorization: string | undefined,
  { origin, registry }: OciLocation,
): Promise<Response> {
  let url = first;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    checkTransport(url, registry);
    const headers = new Headers();
    if (accept !== undefined) headers.set("accept", accept);
    if (contentType !== undefined) headers.set("content-type", contentType);
    if (authorization !== undefined && url.origin === new URL(origin).origin) {
      headers.set("authorization", authorization);
    }
    const init: RequestInit = { method, headers, redirect: "manual" };
    if (body !== undefined) init.body = new Uint8Array(body);
    const response = await fetchOnce(url, init, registry);
    const next = response.headers.get("location");
    const isRead = method === "GET" || method === "HEAD";
    if (!isRead || ![301, 302, 303, 307, 308].includes(response.status) || next === null) {
      return response;
    }
    await response.body?.cancel();
    url = redirected(next, url, registry);
  }
  throw new AttestationError(
    "protocol",
    `${registry}: expected at most ${MAX_REDIRECTS} redirects`,
  );
}

function redirected(location: string, from: URL, registry: string): URL {
  const url = URL.parse(location, from);
  if (url !== null && !(from.protocol === "https:" && url.protocol === "http:")) return url;
  throw new AttestationError("protocol", `${registry}: expected a redirect to an HTTPS address`);
}
