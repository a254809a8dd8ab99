import {
  ATTRIBUTE_GROUPS,
  ATTRIBUTES,
  COMMON,
  DECLARED,
  EVENT_TYPES,
  patternOf,
  SCOPE_NAME,
} from "@auditspan/core";
import type { Kind, KnownNames, SpanRecord } from "@auditspan/core";
import fc from "fast-check";

/** What nobody knew beforehand: parts of a name, an address, a telephone number. */
export const WORDS = ["zebulon", "quartermain", "12_elm_street", "491761234567"];

const ZERO = "0".repeat(64);
const hexOf = (word: string, digits: number): string =>
  Buffer.from(word).toString("hex").padEnd(digits, "0").slice(0, digits);
const uuidOf = (word: string, version: number): string => {
  const hex = /^\d+$/.test(word) ? word.padEnd(32, "0") : hexOf(word, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
};

/** A word in the clothes of every form that the schema knows, and of forms that are nearly one. */
const CLOTHES: readonly ((word: string) => unknown)[] = [
  (word) => word,
  (word) => word.replaceAll("_", "-"),
  (word) => word.toUpperCase(),
  (word) => word.padEnd(16, "0"),
  (word) => word.padStart(16, "0"),
  (word) => word.padEnd(40, "0"),
  (word) => word.padEnd(64, "0"),
  (word) => `1.2.3-${word}`,
  (word) => `${word.slice(0, 4)}.${word.slice(4, 10)}.${word.slice(10)}`,
  (word) => `apparmor:${word}`,
  (word) => `selinux:${word}_t`,
  (word) => `${word}@sha256:${ZERO}`,
  (word) => `registry.local/${word}@sha256:${ZERO}`,
  (word) =>
    `${word
      .replaceAll(/[^a-z]/g, "")
      .slice(0, 8)
      .toUpperCase()}-1761234567`,
  (word) => `INC-${word}`,
  (word) => `hs256:${word.padEnd(42, "_")}A`,
  (word) => `hs256:${word.padEnd(43, "z")}`,
  (word) => `sha256:${hexOf(word, 64)}`,
  (word) => word.padEnd(42, "_") + "A",
  (word) => word.padEnd(85, "_") + "A",
  (word) => word.padEnd(86, "z"),
  (word) => word.padEnd(128, "_"),
  (word) => hexOf(word, 16),
  (word) => hexOf(word, 64),
  (word) => uuidOf(word, 4),
  (word) => uuidOf(word, 7),
  (word) => `list:${word}`,
  (word) => Number(/\d+/.exec(word)?.[0] ?? word.length),
  (word) => Number(/\d+/.exec(word)?.[0] ?? word.length) / 1e11,
  (word) => 1 + 1 / (word.length * 7919),
];

const dressed = fc
  .tuple(fc.constantFrom(...WORDS), fc.constantFrom(...CLOTHES))
  .map(([word, dress]) => dress(word));

/** Values that fit a kind wherever it has room, beside values that nearly fit one. */
function valueOf(kind: Kind, names: KnownNames): fc.Arbitrary<unknown> {
  switch (kind.kind) {
    case "list": {
      const { max } = kind;
      return fc.array(valueOf(kind.of, names), { minLength: 1, maxLength: Math.min(max, 2) });
    }
    case "enum":
      return fc.oneof(fc.constantFrom(...kind.values), dressed);
    case "member": {
      const known = kind.set === "event_types" ? Object.keys(EVENT_TYPES) : [...names[kind.set]];
      return fc.oneof(fc.constantFrom("unregistered", ...known), dressed);
    }
    case "flag":
      return fc.oneof(fc.boolean(), dressed);
    case "count":
      return fc.oneof(fc.integer({ min: -1, max: kind.max + 1 }), dressed);
    case "size":
      return fc.oneof(
        fc.nat(40).map((n) => 2 ** n),
        dressed,
      );
    case "ratio":
      return fc.oneof(
        fc.double({ min: kind.min, max: kind.max, noNaN: true }),
        fc.integer({ min: kind.min * 100, max: kind.max * 100 }).map((n) => n / 100),
        dressed,
      );
    case "shape":
      return fc.oneof(fc.constantFrom("text", "list:4", "object:17", "json:array"), dressed);
    case "uuid":
      return fc.oneof(fc.uuid({ version: kind.version }), dressed);
    case "infra": {
      const declared = DECLARED[kind.grammar];
      const words = declared === undefined ? [] : [...names[declared.set]];
      const end = declared?.tail === "" ? "" : `@sha256:${ZERO}`;
      return fc.oneof(
        words.length > 0
          ? fc.constantFrom(...words.map((word) => word + end))
          : fc.stringMatching(patternOf(kind)),
        dressed,
      );
    }
    default:
      return fc.oneof(fc.stringMatching(patternOf(kind)), dressed);
  }
}

/** A value that a kind takes for certain. */
function goodOf(kind: Kind): unknown {
  switch (kind.kind) {
    case "enum":
      return kind.values[0];
    case "member":
      return "unregistered";
    case "count":
      return 1;
    case "hex":
      return "1".repeat(kind.digits);
    case "infra":
      return "1".repeat(64);
    case "signature":
      return Buffer.alloc(64, 1).toString("base64url");
    default:
      return Buffer.alloc(32, 1).toString("base64url");
  }
}

const NANOS = 1_700_000_000_000_000_000n;
const RISKS = ["low", "medium", "high", "critical"];

/**
 * Spans that claim to be audit events and mostly are, to the last but one attribute: whole events of
 * every type, with up to three attributes of any group, hostile words shaped to each grammar.
 */
export function ownSpan(names: KnownNames): fc.Arbitrary<SpanRecord> {
  const attributes = new Map(
    Object.entries(ATTRIBUTES).map(([name, kind]) => [
      name,
      fc.tuple(fc.constant(name), valueOf(kind, names)),
    ]),
  );
  const any = fc.oneof(...attributes.values());
  const events = Object.entries(EVENT_TYPES).map(([type, { must, may, risk }]) => {
    const own = namesOf([...must, ...may]);
    const fitting = fc.oneof(...namesOf([...COMMON, ...own]).map((name) => attributes.get(name)!));
    const special = own.length > 0 ? fc.oneof(...own.map((name) => attributes.get(name)!)) : any;
    return fc
      .record({
        risk: fc.oneof({ weight: 9, arbitrary: fc.constant(risk) }, fc.constantFrom(...RISKS)),
        must: fc.constantFrom(must, must, must, must, must.slice(1)),
        more: fc.array(fc.oneof(any, fitting, special), { maxLength: 3 }),
      })
      .map((parts) => spanOf(type, parts.risk, parts.must, parts.more));
  });
  return fc.oneof(...events);
}

function namesOf(groups: readonly string[]): string[] {
  return groups.flatMap((name) => Object.keys(ATTRIBUTE_GROUPS[name] ?? { [name]: 0 }));
}

function spanOf(
  type: string,
  risk: string,
  must: readonly string[],
  more: readonly (readonly [string, unknown])[],
): SpanRecord {
  const attributes: Record<string, unknown> = {
    "auditspan.event.id": "018f22e2-79b0-7cc3-98c4-dc0c0c07398f",
    "auditspan.event.type": type,
    "auditspan.event.risk": risk,
    "auditspan.event.phase": "point",
    "auditspan.event.outcome": "success",
    "auditspan.event.time": String(NANOS),
    "auditspan.event.source": "emitted",
    "session.id": "3f2b8a44-6c1d-4f0e-9a57-2d9c1b7e8f60",
    "auditspan.config_fingerprint": `sha256:${"a".repeat(64)}`,
    "auditspan.config.binding": "unbound",
    ...Object.fromEntries(must.map((name) => [name, goodOf(ATTRIBUTES[name]!)])),
    ...Object.fromEntries(more),
  };
  return {
    signal: "span",
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    parentSpanId: undefined,
    name: nameOf(type, attributes),
    kind: 1,
    startTime: NANOS,
    endTime: NANOS + 1000n,
    attributes,
    events: [],
    statusCode: 0,
    scope: { name: SCOPE_NAME, version: "1" },
    resource: {},
  };
}

const NAMED_BY: Readonly<Record<string, string>> = {
  model_completion: "gen_ai.request.model",
  embedding: "gen_ai.request.model",
  tool_call: "gen_ai.tool.name",
  agent_invocation: "gen_ai.agent.name",
  agent_handoff: "auditspan.handoff.target",
};

function nameOf(type: string, attributes: Readonly<Record<string, unknown>>): string {
  const name = attributes[NAMED_BY[type] ?? ""];
  return typeof name === "string" && name !== "unregistered" ? `${type} ${name}` : type;
}
