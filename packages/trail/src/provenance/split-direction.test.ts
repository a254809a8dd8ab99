import { expect, test } from "vitest";
import { splitDirection } from "./split-direction.ts";

const configuration = (sessions: number, affected: number) => ({
  fingerprint: undefined,
  sessions,
  affected,
  events: sessions,
  anomalies: affected,
  rate: 0,
});

test.each([
  ["nothing odd", [[20, 0]], 0, "none"],
  [
    "most sessions of one build, few of the others",
    [
      [10, 6],
      [30, 3],
    ],
    4,
    "build",
  ],
  [
    "a build of too few sessions to say",
    [
      [4, 4],
      [30, 0],
    ],
    2,
    "unclear",
  ],
  ["the only build", [[40, 30]], 9, "unclear"],
  [
    "every build alike",
    [
      [10, 6],
      [10, 5],
    ],
    4,
    "unclear",
  ],
  [
    "one session among many",
    [
      [20, 1],
      [20, 1],
    ],
    1,
    "sessions",
  ],
  ["one session among few", [[4, 1]], 1, "unclear"],
  [
    "many sessions, each with a little",
    [
      [50, 12],
      [50, 11],
    ],
    12,
    "unclear",
  ],
] as const)("%s", (_, counts, half, direction) => {
  const configurations = counts.map(([sessions, affected]) => configuration(sessions, affected));
  expect(splitDirection(configurations, half)).toBe(direction);
});
