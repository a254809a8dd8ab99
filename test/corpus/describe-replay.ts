import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AuditLogProcessor, AuditSpanProcessor, createPipeline } from "@auditspan/agent";
import { decodeBody, readAuditEvent } from "@auditspan/core";
import type { SpanRecord } from "@auditspan/core";
import { eventJson } from "../../packages/cli/src/event-json.ts";
import { leaks } from "./checkers.ts";
import { expectTruth } from "./expect-truth.ts";
import { replay } from "./replay.ts";
import type { ReplaySdk } from "./replay.ts";
import { namesOf, READ_RUNS, recordsOf } from "./runs.ts";

/** Recordings whose messages came as log records, which a line without a logs SDK cannot repeat. */
const CONTENT_IN_LOGS = ["otel-openai", "otel-openai-json"];

/** Every run that is read happens again in an SDK line, and is judged by what leaves the process. */
export function describeReplay(sdk: ReplaySdk): void {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "auditspan-replay-"))));
  afterAll(() => rm(folder, { recursive: true }));

  describe.each(READ_RUNS)(`%s as live spans of ${sdk.name}`, (run) => {
    const isWhole = sdk.logging !== undefined || !CONTENT_IN_LOGS.includes(run);

    test(`sends ${isWhole ? "what happened and " : ""}none of the personal data`, async () => {
      const bodies = await sent(sdk, run);
      const wire = join(folder, `${run}.wire`);
      await writeFile(wire, Buffer.concat(bodies));
      expect(await leaks(run, [wire])).toMatch(/^visible 0 of \d+\n$/);

      const spans = bodies.flatMap(
        (body) => decodeBody(body, { signal: "traces" }) as SpanRecord[],
      );
      const events = spans.map((span) => readAuditEvent(span, namesOf(run)));
      expect(events).not.toContain(undefined);
      const file = join(folder, `${run}.jsonl`);
      await writeFile(file, events.map((event) => eventJson(event!)).join("\n"));
      if (isWhole) await expectTruth(run, file);
    });
  });
}

/** Replays a run through the processors; returns the request bodies that left. */
async function sent(sdk: ReplaySdk, run: string): Promise<Buffer[]> {
  const bodies: Buffer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      bodies.push(Buffer.concat(chunks));
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const pipeline = createPipeline({
    session: { names: namesOf(run) },
    emitter: { otlp: { endpoint: `http://127.0.0.1:${port}/v1/traces` } },
  });
  replay(recordsOf(run), sdk, {
    span: new AuditSpanProcessor({ pipeline }),
    log: new AuditLogProcessor({ pipeline }),
  });
  await pipeline.shutdown();
  server.closeAllConnections();
  server.close();
  return bodies;
}
