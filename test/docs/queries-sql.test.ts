import { openTrail } from "@auditspan/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { trailEngines } from "../../packages/trail/test/trail-engines.ts";
import {
  AFTERWARDS,
  BILLING,
  DAY_BEFORE,
  INCIDENT,
  incidentEvents,
  NEW_BUILD,
  OLD_BUILD,
} from "./incident.ts";
import { pageQueries } from "./page-queries.ts";

const EVENTS = incidentEvents();
const questions = pageQueries();
const engines = await trailEngines();
afterAll(() => Promise.all(engines.map((engine) => engine.stop())));

const NEW_AT = (minute: string): string => `2026-11-25T12:${minute}:00.000Z`;
const CHANGED_AT = "2026-11-25T12:07:30.000Z";
const MISMATCH_AT = "2026-11-25T12:02:30.000Z";
const LATER_AT = (minute: string): string => `2026-11-25T14:${minute}:00.000Z`;

/** All rows of each answer, cell by cell: what is not here must not be found. */
const ANSWERS: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  "Which sessions ran this configuration?": [
    [INCIDENT, "support-agent", NEW_AT("00"), NEW_AT("09"), 12],
    [AFTERWARDS, "support-agent", LATER_AT("00"), "2026-11-25T15:10:00.000Z", 5],
  ],
  "What did this session do, in order?": [
    [NEW_AT("00"), "session_started", "point", "success", "low", null],
    [NEW_AT("01"), "model_completion gpt-5", "completed", "success", "low", null],
    [NEW_AT("02"), "model_completion gpt-5", "completed", "success", "low", null],
    [MISMATCH_AT, "config_mismatch", "point", "failure", "high", null],
    [NEW_AT("03"), "unregistered_tool", "requested", "unknown", "high", null],
    [NEW_AT("04"), "credential_access", "requested", "unknown", "high", null],
    [NEW_AT("05"), "credential_access", "completed", "success", "high", null],
    [NEW_AT("06"), "policy_decision", "decided", "denied", "medium", null],
    [NEW_AT("07"), "data_export", "requested", "unknown", "high", null],
    [CHANGED_AT, "runtime_context_changed", "point", "success", "critical", null],
    [NEW_AT("08"), "events_dropped", "point", "success", "high", null],
    [NEW_AT("09"), "events_dropped", "point", "success", "high", null],
  ],
  "Which tools were called that nobody registered?": [
    ["2026-11-25T11:03:00.000Z", BILLING, "billing-agent", "tool_call", "completed", "success"],
    [NEW_AT("03"), INCIDENT, "support-agent", "unregistered_tool", "requested", "unknown"],
  ],
  "What of high or critical risk happened in this hour?": [
    [MISMATCH_AT, INCIDENT, "support-agent", "high", "config_mismatch", "point", "failure"],
    [NEW_AT("03"), INCIDENT, "support-agent", "high", "unregistered_tool", "requested", "unknown"],
    [NEW_AT("04"), INCIDENT, "support-agent", "high", "credential_access", "requested", "unknown"],
    [NEW_AT("05"), INCIDENT, "support-agent", "high", "credential_access", "completed", "success"],
    [NEW_AT("07"), INCIDENT, "support-agent", "high", "data_export", "requested", "unknown"],
    [
      CHANGED_AT,
      INCIDENT,
      "support-agent",
      "critical",
      "runtime_context_changed",
      "point",
      "success",
    ],
    [NEW_AT("08"), INCIDENT, "support-agent", "high", "events_dropped", "point", "success"],
    [NEW_AT("09"), INCIDENT, "support-agent", "high", "events_dropped", "point", "success"],
  ],
  "What was denied, and what did a model refuse?": [
    [NEW_AT("06"), INCIDENT, "policy_decision", "denied", null],
    [LATER_AT("01"), AFTERWARDS, "model_completion gpt-5", "refused by the model", null],
  ],
  "What was begun and never ended?": [[NEW_AT("07"), INCIDENT, "data_export"]],
  "Where did another model answer than the manifest says?": [
    [MISMATCH_AT, INCIDENT, "gpt-5", "unregistered"],
  ],
  "What was lost on the way?": [[INCIDENT, "queue_full", 9, NEW_AT("08"), NEW_AT("09")]],
  "Where did a data export follow an access to credentials?": [
    [INCIDENT, NEW_AT("04"), NEW_AT("07"), "requested", "unknown"],
  ],
  "Which was the first session after the configuration changed?": [
    [INCIDENT, "support-agent", NEW_AT("00"), OLD_BUILD, NEW_BUILD],
  ],
  "How many tokens did each agent use that day?": [
    ["billing-agent", "gpt-5", 1, 900, 90],
    ["support-agent", "gpt-5", 3, 300, 30],
  ],
};

test("the page has one SQL query for each question that is answered here", () => {
  expect(questions.map(({ title }) => title.replace(/^\d+\. /, ""))).toEqual(Object.keys(ANSWERS));
  expect(questions.map(({ sql }) => sql.length)).toEqual(questions.map(() => 1));
});

test("a session of the trail is in no answer, or in the one that names it", () => {
  const cells = Object.values(ANSWERS).flat(2);
  for (const session of [INCIDENT, AFTERWARDS, BILLING]) expect(cells).toContain(session);
  expect(cells).not.toContain(DAY_BEFORE);
});

describe.each(engines.filter(({ present }) => present))("on $name", (engine) => {
  let location: string;

  beforeAll(async () => {
    location = await engine.newLocation();
    const trail = await openTrail(location);
    await trail.ingest(EVENTS);
    await trail.close();
  });

  test.each(questions)("$title", async ({ title, sql: [sql] }) => {
    const rows = await engine.query(location, sql!);
    const answer = ANSWERS[title.replace(/^\d+\. /, "")];
    expect(rows.map((row) => Object.values(row).map(plain))).toEqual(answer);
  });
});

/** One form for what both engines give: PostgreSQL has dates and writes wide numbers as text. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "string") return value;
  if (/^\d{4}-\d\d-\d\dT.*Z$/.test(value)) return new Date(value).toISOString();
  return /^\d+$/.test(value) ? Number(value) : value;
}
