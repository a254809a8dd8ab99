import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditspan } from "./auditspan.ts";
import { leaks } from "./checkers.ts";
import { expectTruth } from "./expect-truth.ts";
import { bodiesOf, namesFileOf, READ_RUNS, RUNS } from "./runs.ts";

let folder: string;

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "auditspan-project-"))));
afterAll(() => rm(folder, { recursive: true }));

describe.each(RUNS)("auditspan project on %s", (run) => {
  const events = (): string => join(folder, `${run}.jsonl`);

  test("prints none of the personal data", async () => {
    const files = bodiesOf(run).map(({ file }) => file);
    const { stdout, stderr } = await auditspan("project", ...files, "--manifest", namesFileOf(run));
    await writeFile(events(), stdout);
    await writeFile(`${events()}.err`, stderr);
    expect(await leaks(run, [events(), `${events()}.err`])).toMatch(/^visible 0 of \d+\n$/);
  });

  test.runIf(READ_RUNS.includes(run))("shows what happened", () => expectTruth(run, events()));
});

test("the search for leaks finds what is there", async () => {
  const files = bodiesOf("ai7-otel").map(({ file }) => file);
  expect(await leaks("ai7-otel", files)).toMatch(/visible 2\d\d of 305\n$/);
});
