import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTrail } from "@auditspan/trail";
import { startCollector } from "../../packages/cli/src/collect.ts";
import { eventJson } from "../../packages/cli/src/event-json.ts";
import { leaks } from "./checkers.ts";
import { expectTruth } from "./expect-truth.ts";
import { bodiesOf, namesOf, READ_RUNS, RUNS } from "./runs.ts";

let folder: string;
let backend: Server;
let forwarded: Buffer[] = [];
let answers: Promise<void> | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "auditspan-collect-"));
  backend = createServer((request, response) => {
    forwarded.push(Buffer.from(request.rawHeaders.join("\n")));
    request.on("data", (chunk: Buffer) => forwarded.push(chunk));
    request.on("end", () => void Promise.resolve(answers).then(() => response.end()));
  });
  await new Promise<void>((resolve) => backend.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  backend.close();
  await rm(folder, { recursive: true });
});

describe.each(RUNS)("auditspan collect of %s", (run) => {
  const trail = (): string => join(folder, run);
  const events = (): string => join(folder, `${run}.jsonl`);

  test("neither forwards nor stores any of the personal data", async () => {
    forwarded = [];
    await collect(run, { trail: trail() });
    const wire = join(folder, `${run}.wire`);
    await writeFile(wire, Buffer.concat(forwarded));
    const files = await readdir(trail());
    expect(forwarded.length).toBeGreaterThan(0);
    expect(await leaks(run, [wire, ...files.map((file) => join(trail(), file))])).toMatch(
      /^visible 0 of \d+\n$/,
    );
  });

  test("holds none of it in a spool", async () => {
    const waits = Promise.withResolvers<void>();
    answers = waits.promise;
    const spool = join(folder, `${run}.spool`);
    await collect(run, { trail: undefined, spool }, async () => {
      const files = (await readdir(spool)).map((file) => join(spool, file));
      const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
      expect(Math.max(...sizes)).toBeGreaterThan(500);
      expect(await leaks(run, files)).toMatch(/^visible 0 of \d+\n$/);
      waits.resolve();
    });
    expect(await readdir(spool)).toEqual(["derivation.key"]);
  });

  test.runIf(READ_RUNS.includes(run))("the trail shows what happened", async () => {
    await writeFile(events(), await storedEvents(trail()));
    await expectTruth(run, events());
  });
});

async function collect(
  run: string,
  places: { readonly trail: string | undefined; readonly spool?: string },
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const collector = await startCollector({
    listen: { host: "127.0.0.1", port: 0 },
    names: namesOf(run),
    ...places,
    forward: `http://127.0.0.1:${(backend.address() as AddressInfo).port}`,
  });
  for (const { path, contentType, bytes } of bodiesOf(run)) {
    const response = await fetch(collector.url + path, {
      method: "POST",
      headers: { "content-type": contentType },
      body: new Uint8Array(bytes),
    });
    expect(response.status, path).toBe(200);
  }
  await meanwhile();
  await collector.close();
}

async function storedEvents(location: string): Promise<string> {
  const trail = await openTrail(location);
  try {
    const lines: string[] = [];
    for (const { sessionId } of await trail.sessions({ limit: 10_000 })) {
      for (const event of await trail.session(sessionId)) lines.push(eventJson(event));
    }
    return lines.join("\n");
  } finally {
    await trail.close();
  }
}
