import { printable } from "@auditspan/emitter/printable";
import { expect, test } from "vitest";
import { eventJson } from "./event-json.ts";
import { formatTable } from "./format.ts";
import { createPaint } from "./paint.ts";
import { sampleSession, SESSION } from "./testing/sample-events.ts";
import { timeline } from "./timeline.ts";

// Sets the title of a terminal, clears its screen, and turns the rest of a line around.
const HOSTILE = "a\u001B]0;b\u0007\u009B2J\r\n\u202Ec";
const SHOWN = "a\\u001b]0;b\\u0007\\u009b2J\\u000d\\u000a\\u202ec";

test("names of a hostile trail reach no terminal as they are", () => {
  const [first, ...rest] = sampleSession();
  const attributes = { ...first!.attributes, "gen_ai.agent.name": HOSTILE };
  const events = [{ ...first!, name: HOSTILE, attributes }, ...rest];
  const shown = timeline(SESSION, events, createPaint(false));
  expect(shown.filter((line) => line.includes(SHOWN))).toHaveLength(2);
  expect(formatTable([[HOSTILE]])).toEqual([SHOWN]);
  const line = eventJson(events[0]!);
  expect(line).toBe(printable(line));
  expect(JSON.parse(line)).toMatchObject({ details: { "gen_ai.agent.name": HOSTILE } });
});
