import { describe, expect, test } from "vitest";
import { GRAMMARS } from "./grammars.ts";
import { kindCheck } from "./kind-checks.ts";
import {
  count,
  digest,
  flag,
  hex,
  infra,
  inode,
  keyed,
  list,
  member,
  oneOf,
  ratio,
  shape,
  signature,
  size,
  time,
  uuid4,
  uuid7,
} from "./kinds.ts";
import type { Grammar, Kind } from "./kinds.ts";
import { knownNames } from "./known-names.ts";
import { HOSTILE_VALUES } from "./testing/hostile-values.ts";
import { millisOf } from "./testing/millis-of.ts";
import { SAMPLE_KINDS } from "./testing/sample-kinds.ts";

const names = knownNames({ tools: ["lookup"] });
const HEX_64 = "0123456789abcdef".repeat(4);

function check(kind: Kind, value: unknown): boolean {
  return kindCheck(kind)(value, names);
}

test.each<[kind: Kind, good: readonly unknown[], bad: readonly unknown[]]>([
  [flag, [true, false], ["true", 0]],
  [count(9), [0, 9], [10, -1, 1.5, "1"]],
  [size, [0, 1, 2, 1024, 2 ** 40], [3, 1000, 2 ** 41, -2, 0.5]],
  [ratio(0, 1), [0, 0.5, 1], [1.1, -0.1, Number.NaN, "0.5"]],
  [oneOf(["stop", "other"]), ["stop", "other"], ["Stop", "end_turn", "", "stop "]],
  [member("tools"), ["lookup", "unregistered"], ["lookup ", "alice", "constructor"]],
  [member("models"), ["gpt-4o"], ["gpt-4o-2024-08-06"]],
  [member("event_types"), ["tool_call"], ["unregistered", "constructor", "__proto__"]],
  [list(count(9), 2), [[], [1], [1, 2]], [[1, 2, 3], [10], ["1"], 1, Array(2), [1, undefined]]],
  [uuid4, ["3f2b8a44-6c1d-4f0e-9a57-2d9c1b7e8f60"], ["3F2B8A44-6C1D-4F0E-9A57-2D9C1B7E8F60"]],
  [uuid4, [], ["3f2b8a44-6c1d-7f0e-9a57-2d9c1b7e8f60", "3f2b8a44-6c1d-4f0e-7a57-2d9c1b7e8f60"]],
  [uuid7, ["018f22e2-79b0-7cc3-98c4-dc0c0c07398f"], ["018f22e2-79b0-4cc3-98c4-dc0c0c07398f"]],
  [uuid7, [], ["018f22e279b07cc398c4dc0c0c07398f", "018f22e2-79b0-7cc3-98c4-dc0c0c07398f\n"]],
  [digest, [`sha256:${HEX_64}`], [HEX_64, `sha256:${HEX_64}0`, `sha512:${HEX_64}`]],
  [digest, [], [`sha256:${HEX_64.toUpperCase()}`, `sha256:${HEX_64}\n`]],
  [keyed, [`hs256:${"aZ0_-".repeat(8)}abc`], [`hs256:${"a".repeat(44)}`, "a".repeat(43)]],
  [hex(16), ["0123456789abcdef"], ["0123456789abcde", "0123456789ABCDEF", "g".repeat(16)]],
  [signature, ["aZ0_-", "a".repeat(1400)], ["", "a".repeat(1401), "a b", "a+/="]],
  [time, ["0", "1700000000000000000"], ["-1", "1.5", "01", "1".repeat(21), 1]],
  [inode, ["4026531836"], ["", " 1", "0x1", "007"]],
  [shape, ["text", "code", "empty", "json:array"], ["prose", "json:object", "Text", "text "]],
  [shape, ["list:0", "object:16", "tool_calls:2", "list:32"], ["list:", "list:-1", "list:1.5"]],
  // A number that is not bucketed could be anybody's.
  [shape, ["object:1024", "list:1048576"], ["object:17", "list:5551234", "list:007", "list:1e3"]],
])("%o accepts %o and refuses %o", (kind, good, bad) => {
  for (const value of good) expect([value, check(kind, value)]).toEqual([value, true]);
  for (const value of bad) expect([value, check(kind, value)]).toEqual([value, false]);
});

const GRAMMAR_EXAMPLES: Readonly<Record<Grammar, readonly [good: string, ...bad: string[]]>> = {
  agent_version: ["1.2.3-rc.1", "v1", "1.2.3 by alice", "1..2", "latest"],
  capabilities: ["00000000a80425fb", "0xff", "cap_sys_admin", "0".repeat(17)],
  decision_id: ["7b3a1c9e-0d2f-4a61-8e55-90ab12cd34ef", "decision-7", "7b3a1c9e"],
  generation_id: ["018f22e2-79b0-7cc3-98c4-dc0c0c07398f", "alice", "a".repeat(37)],
  image_digest: [`ghcr.io/acme/agent@sha256:${HEX_64}`, "acme/agent:latest", `@sha256:${HEX_64}`],
  key_id: ["0123456789abcdef", "0123", "my key", "0".repeat(65)],
  lsm: ["apparmor:docker-default", "apparmor:a b", "selinux:", "enforcing"],
  processing_activity: ["support-triage", "Support", "7", "a b", "a".repeat(65)],
  revision: ["0a1b2c3", "0a1b2c", "main", "0A1B2C3"],
  case_id: ["INC-4711", "inc-1", "INC-", "INC-12345678901"],
};

describe.each(Object.keys(GRAMMARS) as Grammar[])("the grammar %s", (grammar) => {
  const [good, ...bad] = GRAMMAR_EXAMPLES[grammar];

  test("accepts its identifiers", () => {
    expect(check(infra(grammar), good)).toBe(true);
  });

  test.each([
    ...bad,
    "",
    "Alice Smith",
    "alice@example.com",
    "+1 555 0100",
    `${good}\n`,
    ` ${good}`,
  ])("refuses %j", (value) => {
    expect(check(infra(grammar), value)).toBe(false);
  });
});

// Names that are identifiers by their grammar too: only the context may give them.
const IDENTIFIERS = ["__proto__", "constructor", "toString"];

test.each(SAMPLE_KINDS)("%s: no hostile value passes", (name, kind) => {
  const open = name === "signature" || name === "infra processing_activity";
  for (const [what, value] of HOSTILE_VALUES) {
    // An empty list, and -1 in its range, are values of their kinds.
    if (Array.isArray(value) && value.length === 0) continue;
    if ((kind.kind === "ratio" && value === -1) || (open && IDENTIFIERS.includes(what))) continue;
    expect([what, check(kind, value)]).toEqual([what, false]);
  }
});

test("a huge string costs no check more than linear time", () => {
  const starts = ["", "sha256:", "hs256:", "list:", "apparmor:", "a@sha256:", "1.", "a/"];
  const texts = starts.flatMap((start) =>
    ["0", "a", "-", ".", "1.", "a-", "\0"].map((text) => start + text.repeat(200_000)),
  );
  for (const [, kind] of SAMPLE_KINDS) {
    expect(millisOf(() => texts.map((text) => check(kind, text)))).toBeLessThan(200);
  }
});
