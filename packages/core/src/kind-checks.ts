import { isEventType } from "./event-types.ts";
import { DECLARED, GRAMMARS } from "./grammars.ts";
import type { Grammar, Kind } from "./kinds.ts";
import { UNREGISTERED } from "./known-member.ts";
import type { KnownNames } from "./known-names.ts";
import { bucket } from "./messages/shape.ts";

/** Whether a value is, as it stands, a value of its kind. Used on what claims to be ours. */
export type Check = (value: unknown, names: KnownNames) => boolean;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([47])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const SHAPE = /^(?:text|code|empty|json:array|(?:list|object|tool_calls):(0|[1-9]\d{0,6}))$/;

// Base64url as an encoder writes it: no bit of the last digit is left over for anything else.
const DIGIT = "[A-Za-z0-9_-]";
const BYTES_32 = `${DIGIT}{42}[AEIMQUYcgkosw048]`;
const BYTES_64 = `${DIGIT}{85}[AQgw]`;
/** Three hashes of 32 bytes end with a whole digit. */
const HASHES = `(?:${DIGIT}{128})`;

/** Compiles a kind into the check of a finished value (SCHEMA section 1). */
export function kindCheck(kind: Kind): Check {
  switch (kind.kind) {
    case "flag":
      return (value) => typeof value === "boolean";
    case "count":
      return (value) => isCount(value, kind.max);
    case "size":
      return (value) =>
        isCount(value, 2 ** 40) && (value === 0 || Number.isInteger(Math.log2(value)));
    case "ratio":
      return (value) => isRatio(value) && value >= kind.min && value <= kind.max;
    case "enum":
      return (value) => typeof value === "string" && kind.values.includes(value);
    case "member":
      return memberCheck(kind.set);
    case "list":
      return listCheck(kindCheck(kind.of), kind.max);
    case "shape":
      return isShape;
    case "uuid":
      return (value) => typeof value === "string" && UUID.exec(value)?.[1] === String(kind.version);
    case "infra":
      return infraCheck(kind.grammar);
    case "hashes":
      return textCheck(patternOf(kind), Math.ceil((kind.max * 32 * 4) / 3));
    default:
      return textCheck(patternOf(kind));
  }
}

/** The pattern of a kind whose values are texts of one form. */
export function patternOf(kind: Extract<Kind, { kind: string }>): RegExp {
  switch (kind.kind) {
    case "infra":
      return GRAMMARS[kind.grammar];
    case "hex":
      return new RegExp(`^[0-9a-f]{${kind.digits}}$`);
    case "digest":
      return /^sha256:[0-9a-f]{64}$/;
    case "keyed":
      return new RegExp(`^hs256:${BYTES_32}$`);
    case "signature":
      // ECDSA P-256: both numbers, one behind the other
      return new RegExp(`^${BYTES_64}$`);
    case "hashes":
      return new RegExp(`^(?:${HASHES}*(?:${BYTES_32}|${BYTES_64})|${HASHES}+)$`);
    default:
      // time and inode: decimal strings of 64-bit numbers
      return /^(?:0|[1-9]\d{0,19})$/;
  }
}

function textCheck(pattern: RegExp, maxLength = 256): Check {
  return (value) => typeof value === "string" && value.length <= maxLength && pattern.test(value);
}

// A word of the operator's choice is one that was declared.
function infraCheck(grammar: Grammar): Check {
  const check = textCheck(GRAMMARS[grammar]);
  const declared = DECLARED[grammar];
  if (declared === undefined) return check;
  const end = new RegExp(`${declared.tail}$`);
  return (value, names) =>
    check(value, names) && names[declared.set].has((value as string).replace(end, ""));
}

// Three decimals, as a ratio is read: more could carry a message.
function isRatio(value: unknown): value is number {
  return typeof value === "number" && Math.round(value * 1000) / 1000 === value;
}

// A number in a shape is bucketed, so that it has no room for somebody's number.
function isShape(value: unknown): boolean {
  const parts = typeof value === "string" ? SHAPE.exec(value) : null;
  return (
    parts !== null && (parts[1] === undefined || bucket(Number(parts[1])) === Number(parts[1]))
  );
}

function isCount(value: unknown, max: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= max;
}

function memberCheck(set: Extract<Kind, { kind: "member" }>["set"]): Check {
  if (set === "event_types") return (value) => typeof value === "string" && isEventType(value);
  return (value, names) =>
    typeof value === "string" && (value === UNREGISTERED || names[set].has(value));
}

function listCheck(check: Check, max: number): Check {
  return (value, names) => {
    if (!Array.isArray(value) || value.length > max) return false;
    // `every` would pass over holes.
    for (let i = 0; i < value.length; i++) if (!check(value[i], names)) return false;
    return true;
  };
}
