import type { Stamp } from "./audit-event.ts";
import { derivedEventIds, uuidV4 } from "./ids.ts";
import { createKeyedDigest, createKeyedHash } from "./keyed-digest.ts";
import type { KnownNames } from "./known-names.ts";
import type { ProjectionContext } from "./projection-context.ts";
import type { AnyAttributes, LogRecord, SpanRecord } from "./record.ts";
import { Recent } from "./recent.ts";
import { provenanceOf } from "./provenance.ts";

export interface ForeignContextOptions {
  /** 32 bytes that lie beside the trail: the same key makes the same ids again. */
  readonly key: Uint8Array;
  readonly names: KnownNames;
  /** Whether commitments to content are made. Defaults to false. */
  readonly commitments?: boolean | undefined;
  /** Whether secrets in content are looked for. Defaults to false. */
  readonly secretScan?: boolean | undefined;
}

// Contexts are made again when they are asked for again, so forgetting one costs time only.
const MAX_CONTEXTS = 10_000;
const SESSION_KEYS = ["session.id", "gen_ai.conversation.id"] as const;

/**
 * Contexts for records that came without a grant: one session for each resource and foreign session
 * id, else one for each trace, and one for each resource where there is no trace either. None of
 * these ids is kept; the session id is derived from them under the key.
 *
 * Within a session each resource has a context of its own, so that what one service sends is never
 * taken for what another one sent, whatever ids it copies.
 */
export function createForeignContexts(
  options: ForeignContextOptions,
): (record: SpanRecord | LogRecord) => ProjectionContext {
  const { names, commitments, secretScan } = options;
  const digest = createKeyedDigest(options.key);
  const keyedHash = createKeyedHash(options.key);
  const contexts = new Recent<ProjectionContext>(MAX_CONTEXTS);
  const resources = new WeakMap<AnyAttributes, string>();

  const resourceOf = (resource: AnyAttributes): string => {
    let text = resources.get(resource);
    if (text === undefined) {
      text = digest("resource", stableText(resource));
      resources.set(resource, text);
    }
    return text;
  };

  const originOf = ({ attributes, resource, traceId }: SpanRecord | LogRecord): string => {
    const foreign = foreignSession(attributes);
    if (foreign !== undefined) return `${resourceOf(resource)}/${foreign}`;
    // A session id of the resource is in its digest, so that it is not read again for each record.
    if (traceId === "" || foreignSession(resource) !== undefined) return resourceOf(resource);
    return `trace/${traceId}`;
  };

  const contextOf = (origin: string, resource: string): ProjectionContext => {
    const id = keyedHash("session", origin, "hex");
    const key = id + resource;
    const known = contexts.get(key);
    if (known !== undefined) return known;
    const sender = senderOf(id, resource);
    const context: ProjectionContext = {
      names,
      stamp: foreignStamp(uuidV4(id), names),
      source: "observed",
      sender,
      eventId: derivedEventIds(keyedHash, sender),
      keyed: digest,
      commitments,
      secretScan,
    };
    contexts.set(key, context);
    return context;
  };

  // Records of one origin come in a row: most need no digest to be told whose they are.
  let lastOrigin: string | undefined;
  let lastResource: AnyAttributes | undefined;
  let last: ProjectionContext;
  return (record) => {
    const { resource } = record;
    const origin = originOf(record);
    if (origin !== lastOrigin || resource !== lastResource) {
      last = contextOf(origin, resourceOf(resource));
      lastOrigin = origin;
      lastResource = resource;
    }
    return last;
  };
}

// 80 bits of the session and 120 of the resource, both keyed: all of both would take the text of an
// event id into one more block of its hash.
function senderOf(sessionDigits: string, resourceDigest: string): string {
  return sessionDigits.slice(0, 20) + resourceDigest.slice(SCHEME, SCHEME + 20);
}

/** Characters of `hs256:`. */
const SCHEME = 6;

function foreignSession(attributes: AnyAttributes): string | undefined {
  for (const key of SESSION_KEYS) {
    const value = attributes[key];
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}

function foreignStamp(sessionId: string, names: KnownNames): Stamp {
  return { sessionId, attributes: { "session.id": sessionId, ...provenanceOf(names) } };
}

// Resources are flat; a nested value tells no two of them apart.
function stableText(resource: AnyAttributes): string {
  return Object.keys(resource)
    .toSorted()
    .map((key) => `${key}=${scalarText(resource[key])}`)
    .join("\n");
}

function scalarText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}
