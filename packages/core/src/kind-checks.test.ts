import { describe, expect, test } from "vitest";
import { GRAMMARS } from "./grammars.ts";
import { kindCheck } from "./kind-checks.ts";
import {
  count,
  digest,
  flag,
  hashes,
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

const names = knownNames({
  tools: ["lookup"],
  processingActivities: ["support-triage"],
  images: ["ghcr.io:443/acme/agent"],
});
/** Base64url of so many bytes, as an encoder writes it. */
const base64url = (bytes: number): string => Buffer.alloc(bytes, 0xb7).toString("base64url");
const HEX_64 = "0123456789abcdef".repeat(4);

function check(kind: Kind, value: unknown): boolean {
  return kindCheck(kind)(value, names);
}

test.each<[kind: Kind, good: readonly unknown[], bad: readonly unknown[]]>([
  [flag, [true, false], ["true", 0]],
  [count(9), [0, 9], [10, -1, 1.5, "1"]],
  [size, [0, 1, 2, 1024, 2 ** 40], [3, 1000, 2 ** 41, -2, 0.5]],
  [ratio(0, 1), [0, 0.5, 1], [1.1, -0.1, Number.NaN, "0.5"]],
  // More than three decimals could be anybody's number.
  [ratio(0, 10), [0.1, 0.123, 9.999], [4.917612345678, 0.1234, 1e-9]],
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
  [keyed, [`hs256:${base64url(32)}`], [`hs256:${"a".repeat(42)}B`, `hs256:${base64url(33)}`]],
  [signature, [base64url(64)], ["", base64url(63), base64url(65), `${"a".repeat(85)}B`]],
  [signature, [], ["Alice", "a+/=", `${base64url(64)}\n`]],
  [hashes(4), [1, 2, 3, 4].map((n) => base64url(32 * n)), ["", base64url(31), base64url(160)]],
  [hashes(32), [base64url(1024)], [base64url(1056), `${"a".repeat(42)}B`, "Alice-Smith"]],
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
  agent_version: ["1.2.3-rc.1", "v1", "1.2-alice", "1..2", "latest", "49176.1", "1.2.3.4"],
  capabilities: ["00000000a80425fb", "0xff", "491761234567", "f".repeat(16), "0".repeat(17)],
  decision_id: ["7b3a1c9e-0d2f-4a61-8e55-90ab12cd34ef", "decision-7", "7b3a1c9e"],
  generation_id: ["018f22e2-79b0-7cc3-98c4-dc0c0c07398f", "alice", "491761234567"],
  image_digest: [
    `ghcr.io:443/acme/agent@sha256:${HEX_64}`,
    "ghcr.io:443/acme/agent",
    "ghcr.io:443/acme/agent:latest",
    `zebulon@sha256:${HEX_64}`,
    `@sha256:${HEX_64}`,
  ],
  key_id: [HEX_64, "0123456789abcdef", "15550100", "0".repeat(65)],
  lsm: [
    "apparmor:docker-default",
    "apparmor:zebulon.quartermain",
    "apparmor:cri-containerdXapparmorXd",
    "selinux:",
    "selinux:alice_t",
    "enforcing",
  ],
  processing_activity: ["support-triage", "support", "zebulon-quartermain", "constructor"],
  revision: ["0a1b2c3d".repeat(5), "0a1b2c3", "main", "0A1B2C3D".repeat(5)],
  case_id: ["INC-4711", "inc-1", "INC-", "INC-49176123", "ZEBULON-17"],
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

test.each(["none", "unconfined", "selinux:container_t", `apparmor:sha256:${HEX_64}`])(
  "the module %s is one",
  (value) => {
    expect(check(infra("lsm"), value)).toBe(true);
  },
);

test.each(SAMPLE_KINDS)("%s: no hostile value passes", (_name, kind) => {
  for (const [what, value] of HOSTILE_VALUES) {
    // An empty list, and -1 in its range, are values of their kinds.
    if (Array.isArray(value) && value.length === 0) continue;
    if (kind.kind === "ratio" && value === -1) continue;
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
