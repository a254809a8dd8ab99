import { ATTRIBUTES, EVENT_TYPES } from "@auditspan/core";
import type { AuditEvent, Kind, KnownNames } from "@auditspan/core";

const PRE_RELEASES: ReadonlySet<string> = new Set(
  "alpha beta canary dev next nightly pre preview rc snapshot".split(" "),
);

/** Why a value may stand in an event that came in as ours. */
type OwnReason =
  | "schema constant"
  | "declared beforehand"
  | "number of its range"
  | "shape"
  | "made by a machine"
  /** Bytes that only who has the key, or the content, can tell from others. */
  | "digest";

export interface JudgedValue {
  readonly name: string;
  readonly value: unknown;
  readonly reason: OwnReason | undefined;
}

/** Judges every attribute value of an event by the words of SCHEMA, not by the checks of the reader. */
export function judgeOwn(event: AuditEvent, names: KnownNames): JudgedValue[] {
  return Object.entries(event.attributes).flatMap(([name, value]) => {
    const kind = ATTRIBUTES[name];
    if (kind === undefined) return [{ name, value, reason: undefined }];
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    const of = kind.kind === "list" ? kind.of : kind;
    return items.map((item) => ({ name, value: item, reason: reasonOf(item, of, names) }));
  });
}

function reasonOf(value: unknown, kind: Kind, names: KnownNames): OwnReason | undefined {
  if (typeof value === "boolean") return kind.kind === "flag" ? "schema constant" : undefined;
  if (typeof value === "number") return isOfRange(value, kind) ? "number of its range" : undefined;
  if (typeof value !== "string") return undefined;
  switch (kind.kind) {
    case "enum":
      return kind.values.includes(value) ? "schema constant" : undefined;
    case "member":
      if (value === "unregistered") return "schema constant";
      if (kind.set === "event_types") return value in EVENT_TYPES ? "schema constant" : undefined;
      return names[kind.set].has(value) ? "declared beforehand" : undefined;
    case "infra":
      return infraReason(value, kind.grammar, names);
    case "shape":
      return /^(?:text|code|empty|json:array|(?:list|object|tool_calls):\d{1,7})$/.test(value)
        ? "shape"
        : undefined;
    case "uuid":
      return isUuid(value, String(kind.version)) ? "made by a machine" : undefined;
    case "hex":
      return isHex(value, kind.digits) ? "digest" : undefined;
    case "digest":
      return value.startsWith("sha256:") && isHex(value.slice(7), 64) ? "digest" : undefined;
    case "keyed":
      return value.startsWith("hs256:") && bytesOf(value.slice(6)) === 32 ? "digest" : undefined;
    case "signature":
      return bytesOf(value) === 64 ? "digest" : undefined;
    case "hashes": {
      const hashes = (bytesOf(value) ?? 0) / 32;
      return Number.isInteger(hashes) && hashes > 0 && hashes <= kind.max ? "digest" : undefined;
    }
    case "time":
    case "inode":
      return String(BigInt(value)) === value ? "made by a machine" : undefined;
    default:
      return undefined;
  }
}

const PROFILES =
  /^(?:unconfined|none|docker-default|cri-containerd\.apparmor\.d|crio-default|lxc-container-default|(?:container|container_(?:init|kvm|engine|user)|spc|unconfined|unconfined_service)_t)$/;

function infraReason(value: string, grammar: string, names: KnownNames): OwnReason | undefined {
  const words = value.split(/[^a-z]+/i).filter((word) => word !== "");
  const digits = value.replaceAll(/\D/g, "").length;
  switch (grammar) {
    case "agent_version":
      return words.every((word) => PRE_RELEASES.has(word)) && digits <= 12
        ? "made by a machine"
        : undefined;
    case "case_id":
      return /^[A-Z]+$/.test(words[0] ?? "") && CASES.includes(words[0]!) && digits <= 7
        ? "made by a machine"
        : undefined;
    case "capabilities":
      return isHex(value, 16) && BigInt(`0x${value}`) < 1n << 41n ? "made by a machine" : undefined;
    case "decision_id":
    case "generation_id":
      return isUuid(value, value.charAt(14)) ? "made by a machine" : undefined;
    case "key_id":
      return isHex(value, 64) ? "digest" : undefined;
    case "revision":
      return isHex(value, 40) || isHex(value, 64) ? "digest" : undefined;
    case "lsm": {
      const profile = value.replace(/^(?:apparmor|selinux):/, "");
      if (profile.startsWith("sha256:")) return isHex(profile.slice(7), 64) ? "digest" : undefined;
      return PROFILES.test(profile) ? "schema constant" : undefined;
    }
    case "processing_activity":
      return names.processingActivities.has(value) ? "declared beforehand" : undefined;
    case "image_digest": {
      const [repository, digest = ""] = value.split("@sha256:");
      return names.images.has(repository!) && isHex(digest, 64) ? "declared beforehand" : undefined;
    }
    default:
      return undefined;
  }
}

const CASES = ["CASE", "CHG", "DSAR", "INC", "IR", "REQ", "SEC", "TICKET"];

function isOfRange(value: number, kind: Kind): boolean {
  if (kind.kind === "count") return Number.isInteger(value) && value >= 0 && value <= kind.max;
  if (kind.kind === "size") return value === 0 || Number.isInteger(Math.log2(value));
  if (kind.kind !== "ratio") return false;
  return value >= kind.min && value <= kind.max && String(value) === String(+value.toFixed(3));
}

function isHex(value: string, digits: number): boolean {
  return value.length === digits && /^[0-9a-f]+$/.test(value);
}

function isUuid(value: string, version: string): boolean {
  const [a = "", b = "", c = "", d = "", e = "", ...more] = value.split("-");
  const parts = isHex(a, 8) && isHex(b, 4) && isHex(c, 4) && isHex(d, 4) && isHex(e, 12);
  return parts && more.length === 0 && /[47]/.test(version) && c.startsWith(version);
}

/** How many bytes a base64url text holds; undefined when no encoder writes it so. */
function bytesOf(text: string): number | undefined {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes.length : undefined;
}

/** The attributes that stand on some types alone, as SCHEMA section 2 says it; written a second time. */
const ONLY_ON: readonly (readonly [prefix: RegExp, types: RegExp | "action"])[] = [
  [/^auditspan\.(?:component\.|template_digest|sealing\.)/, /^session_started$/],
  [/^auditspan\.mismatch\./, /^config_mismatch$/],
  [/^auditspan\.checkpoint\./, /^checkpoint$/],
  [/^auditspan\.dropped\./, /^events_dropped$/],
  [/^auditspan\.change\./, /^runtime_context_changed$/],
  [/^auditspan\.secret\./, /^secret_detected$/],
  [/^auditspan\.(?:role|case\.id)$/, /^registry_/],
  [/^auditspan\.(?:step|io|commitment|handoff|approval|retrieval|http|file)\./, "action"],
  [/^gen_ai\.(?!agent\.)|^(?:mcp|http|rpc|db|messaging|server)\./, "action"],
];

/** Whether an event of this type may carry an attribute. */
export function mayCarry(type: string, name: string): boolean {
  const only = ONLY_ON.find(([prefix]) => prefix.test(name))?.[1];
  if (only === undefined) return true;
  if (only !== "action") return only.test(type);
  return EVENT_TYPES[type]!.origin === "action" || type === "annotation";
}
