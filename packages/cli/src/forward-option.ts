import { randomBytes, randomUUID } from "node:crypto";
import { droppedEvent, selfIssuedContext } from "@auditspan/core";
import type { KnownNames } from "@auditspan/core";
import { createEmitter } from "@auditspan/emitter";
import type { Emitter } from "@auditspan/emitter";
import { UsageError } from "./command.ts";

/**
 * An emitter to an OTLP endpoint: `/v1/traces` under a base URL. What it loses is told as an event
 * of a session of its own.
 */
export function createForward(baseUrl: string, names: KnownNames): Emitter {
  const context = selfIssuedContext({
    sessionId: randomUUID(),
    key: randomBytes(32),
    names,
    source: "observed",
  });
  return createEmitter({
    otlp: { endpoint: tracesUrl(baseUrl) },
    resource: { serviceName: names.agent },
    lossEvent: (loss) => droppedEvent(loss, context, BigInt(Date.now()) * 1_000_000n),
  });
}

function tracesUrl(baseUrl: string): string {
  const url = URL.parse(baseUrl);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new UsageError("expected --forward to be an http or https URL");
  }
  url.pathname = `${url.pathname.replace(/\/$/, "")}/v1/traces`;
  return url.href;
}
