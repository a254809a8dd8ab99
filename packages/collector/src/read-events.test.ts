import {
  createFoldState,
  createForeignContexts,
  decodeBody,
  knownNames,
  type SpanRecord,
} from "@auditspan/core";
import { expect, test } from "vitest";
import { chatSpan, traces } from "../test/otlp-bodies.ts";
import { createCounts } from "./collector-stats.ts";
import { createEventReader } from "./read-events.ts";

const CANARY = "Maria Beispiel";

test("a record that cannot be projected becomes an event of ids and an error code", () => {
  const names = knownNames();
  const counts = createCounts();
  const contextOf = createForeignContexts({ key: new Uint8Array(32), names });
  const read = createEventReader({ state: createFoldState(), names, contextOf, counts });
  const [good] = decodeBody(Buffer.from(traces([chatSpan()])), { signal: "traces" }) as [
    SpanRecord,
  ];
  const throws = {
    get(): never {
      throw new Error(CANARY);
    },
    enumerable: true,
  };
  const bad = { ...good, attributes: Object.defineProperty({}, "session.id", throws) };

  const events = read([bad, good], 0);
  expect(events.map(({ type }) => type)).toEqual(["operation", "model_completion"]);
  expect(events[0]).toMatchObject({ traceId: good.traceId, spanId: good.spanId });
  expect(events[0]?.attributes["error.type"]).toBe("projection_failed");
  expect(counts).toMatchObject({ spans: 2, failed: 1 });
});
