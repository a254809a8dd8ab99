import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { knownNames, type NamesFile } from "@auditspan/core";
import { expect, test } from "vitest";
import { post, runCollector, storedEvents, until } from "../test/run-collector.ts";

/** Recorded traffic of agent frameworks; it is not part of the repository. */
const CORPUS =
  process.env["AUDITSPAN_CORPUS"] ?? join(import.meta.dirname, "../../../../shared/corpus");
const runs = existsSync(CORPUS)
  ? (await readdir(CORPUS)).filter((name) => !name.includes("."))
  : [];

if (runs.length === 0) {
  test.skip("recorded traffic is not here: set AUDITSPAN_CORPUS to test with it", () => {});
}

interface Case {
  readonly bodies?: readonly { readonly file: string }[];
  readonly canaries: readonly { readonly value: string }[];
}

test.each(runs)("recorded traffic of %s is stored without a word of what was said", async (run) => {
  const read = (file: string): Promise<Buffer> => readFile(join(CORPUS, run, file));
  const names = knownNames(JSON.parse(String(await read("known.json"))) as NamesFile);
  const { canaries } = JSON.parse(String(await read("case.json"))) as Case;
  const { url, trail, collector, dir } = await runCollector({ names, holdMs: 50 });
  const bodies = (await readdir(join(CORPUS, run))).filter((file) => /^\d+-/.test(file)).toSorted();
  for (const file of bodies) {
    const [, signal, type] = /^\d+-(\w+)\.(pb|json)/.exec(file) as unknown as [
      string,
      string,
      string,
    ];
    const body = await read(file);
    const headers = {
      "content-type": type === "pb" ? "application/x-protobuf" : "application/json",
    };
    expect((await post(url, `/v1/${signal}`, body, headers)).status, file).toBe(200);
  }
  await until(() => collector.stats().held === 0);
  await collector.close();
  expect(collector.stats()).toMatchObject({ failed: 0, rejected: 0, quarantined: 0, refused: {} });
  expect((await storedEvents(trail)).length).toBeGreaterThan(0);
  await trail.close();

  const files = (await readdir(dir)).filter((file) => file.startsWith("trail"));
  const bytes = Buffer.concat(await Promise.all(files.map((file) => readFile(join(dir, file)))));
  expect(canaries.filter(({ value }) => bytes.includes(value)).map(({ value }) => value)).toEqual(
    [],
  );
});
