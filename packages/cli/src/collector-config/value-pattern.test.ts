import { ATTRIBUTES, kindCheck, knownNames } from "@auditspan/core";
import type { DeclaredSet, Kind, NameSet } from "@auditspan/core";
import { expect, test } from "vitest";
import { anyOf } from "./ottl.ts";
import { valuePattern } from "./value-pattern.ts";

const NAMES = knownNames({
  tools: ["look.up"],
  models: ["m1"],
  agents: ["a b"],
  hosts: ["db.local"],
  processingActivities: ["billing"],
  images: ["registry.local/app"],
});
const ZERO = "0".repeat(64);
/** Texts of every kind, and texts that are nearly one. */
const TEXTS = `
  unregistered look.up lookXup m1 a_b db.local gpt-4o chat low none
  text list:17 list:16 list:32 object:5 object:05 tool_calls:64 json:array
  sha256:${ZERO} sha256:${ZERO}0 hs256:${"A".repeat(43)} hs256:${"A".repeat(42)}B ${"A".repeat(86)} ${"A".repeat(128)} ${ZERO} ${ZERO.slice(48)} 0 17 017
  1.2.3 1.2.3-beta.1 - abc_DEF-1 CASE-12 apparmor:docker-default billing
  01890a5d-ac96-774b-bcce-b302099a8057 01890a5d-ac96-474b-bcce-b302099a8057
  registry.local/app@sha256:${ZERO} zebulon@sha256:${ZERO} zebulon model_completion runtime_context_changed Marta a@b.de
`
  .split(/\s+/)
  .concat("a b", "m1\n", " low");

function textKind(kind: Kind): Kind {
  return kind.kind === "list" ? kind.of : kind;
}

test("the pattern of every attribute takes the texts that its kind takes, and no other", () => {
  const names = (set: NameSet | DeclaredSet): string =>
    anyOf([
      ...NAMES[set],
      ...(set === "processingActivities" || set === "images" ? [] : ["unregistered"]),
    ]);
  let taken = 0;
  for (const [key, attribute] of Object.entries(ATTRIBUTES)) {
    const kind = textKind(attribute);
    const pattern = valuePattern(kind, names);
    if (pattern === undefined) continue;
    const check = kindCheck(kind);
    for (const text of TEXTS) {
      const fits = new RegExp(`^(?:${pattern})$`).test(text);
      expect(fits, `${key}: ${JSON.stringify(text)}`).toBe(check(text, NAMES));
      taken += Number(fits);
    }
  }
  expect(taken).toBeGreaterThan(100);
});

test("a shape takes the buckets that its kind takes", () => {
  const shape: Kind = { kind: "shape" };
  const [pattern, check] = [valuePattern(shape, () => undefined), kindCheck(shape)];
  const form = new RegExp(`^(?:${pattern})$`);
  for (const n of [...Array(1100).keys(), 2 ** 19, 2 ** 20, 2 ** 21]) {
    expect(form.test(`list:${n}`), String(n)).toBe(check(`list:${n}`, NAMES));
  }
});
