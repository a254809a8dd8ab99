import { randomBytes, randomUUID } from "node:crypto";
import { droppedEvent, selfIssuedContext } from "@auditspan/core";
import type { KnownNames } from "@auditspan/core";
import { createEmitter } from "@auditspan/emitter";
import type { Emitter, Spool } from "@auditspan/emitter";
import { UsageError } from "./command.ts";

// What is in a spool goes with the next start, so the end need not wait long for it.
const SPOOLED_SHUTDOWN_MS = 2_000;

/** An emitter to an OTLP endpoint. What it loses is told as an event of a session of its own. */
export function createForward(endpoint: string, names: KnownNames, spool?: Spool): Emitter {
  const context = selfIssuedContext({
    sessionId: randomUUID(),
    key: randomBytes(32),
    names,
    source: "observed",
  });
  return createEmitter({
    otlp: { endpoint },
    spool,
    shutdownTimeoutMillis: spool && SPOOLED_SHUTDOWN_MS,
    resource: { serviceName: names.agent },
    lossEvent: (loss) => droppedEvent(loss, context, BigInt(Date.now()) * 1_000_000n),
  });
}

/** The endpoint of traces under a base URL. Throws a `UsageError` when that is none. */
export function tracesUrl(baseUrl: string): string {
  const url = URL.parse(baseUrl);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new UsageError("expected --forward to be an http or https URL");
  }
  url.pathname = `${url.pathname.replace(/\/$/, "")}/v1/traces`;
  return url.href;
}
