import { expect, test } from "vitest";
import { KNOWN_GAPS } from "@auditspan/core";
import { fixtureSubject } from "../testing/fixture-app.ts";
import { FRAMEWORK_GAPS } from "./framework-gaps.ts";
import { applyRules } from "./rule.ts";

test("an installed framework is told with its gaps, in the words of the reference page", () => {
  const subject = fixtureSubject({ packages: { ai: "6.0.326", "@google/adk": "2.0.0" } });
  const messages = applyRules(FRAMEWORK_GAPS, subject).map(({ message }) => message);
  expect(messages).toHaveLength(2);
  expect(messages[0]).toMatch(/^Vercel AI SDK 5 and 6: A call of a tool/);
  for (const gap of KNOWN_GAPS["Google ADK"].gaps) expect(messages[1]).toContain(gap);
});

test("every framework of the reference page has a sign", () => {
  expect(FRAMEWORK_GAPS.map(({ message }) => message.split(":")[0])).toEqual(
    Object.keys(KNOWN_GAPS),
  );
});
