import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { SpanRecord } from "@auditspan/core";
import { startReceiver } from "../../../test/agent/audit-receiver.ts";
import type { AuditReceiver } from "../../../test/agent/audit-receiver.ts";
import { audit } from "./audit.ts";
import { createSession } from "./create-session.ts";
import { createPipeline } from "./pipeline.ts";
import type { Pipeline } from "./pipeline.ts";
import type { Session } from "./session.ts";

let receiver: AuditReceiver;
let pipeline: Pipeline;
let session: Session;

beforeAll(async () => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  receiver = await startReceiver();
  pipeline = createPipeline({
    session: { names: { tools: ["send_email"] } },
    emitter: { otlp: { endpoint: receiver.url } },
  });
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await pipeline.shutdown();
  await receiver.close();
});

/** The events that a step records, in a session of its own. */
async function recorded(step: () => unknown): Promise<SpanRecord[]> {
  session = createSession({ pipeline });
  try {
    await session.run(step);
  } catch {
    // The step's own error is asserted inside of it.
  }
  await pipeline.forceFlush();
  return receiver
    .spans()
    .filter((s) => s.attributes["session.id"] === session.id)
    .slice(1);
}

function millisOf(event: SpanRecord | undefined): number {
  return event === undefined ? 0 : Number(event.endTime - event.startTime) / 1e6;
}

test("an event is a point in the active session and under the active span", async () => {
  const parent = {
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    traceFlags: 1,
  };
  const [event] = await recorded(() =>
    context.with(trace.setSpanContext(context.active(), parent), () =>
      audit.event("credential_access", { "gen_ai.tool.name": "send_email" }),
    ),
  );
  expect(event).toMatchObject({ traceId: parent.traceId, parentSpanId: parent.spanId });
  expect(event?.attributes).toMatchObject({
    "auditspan.event.type": "credential_access",
    "auditspan.event.phase": "point",
    "auditspan.event.risk": "high",
    "gen_ai.tool.name": "send_email",
  });
});

test("without a session an event belongs to the default one of the process", async () => {
  audit.event("data_export", {});
  await pipeline.forceFlush();
  const event = receiver
    .spans()
    .find((s) => s.attributes["auditspan.event.type"] === "data_export");
  expect(event?.attributes["session.id"]).toBe(pipeline.session.id);
});

test("details that do not fit are dropped and counted, and text is not kept", async () => {
  const [event] = await recorded(() =>
    audit.event("message_sent", {
      "gen_ai.tool.name": "anne@example.org",
      "auditspan.commitment.path": "/home/anne",
      "http.response.status_code": 1e9,
      recipient: "anne@example.org",
    } as never),
  );
  expect(event?.attributes).toMatchObject({
    "gen_ai.tool.name": "unregistered",
    "auditspan.dropped_attributes": 2,
    "auditspan.commitment.path": expect.stringMatching(/^hs256:/),
  });
  expect(receiver.text()).not.toContain("anne");
});

test("a type nobody registered, or that only we may state, is an unregistered event", async () => {
  const events = await recorded(() => {
    audit.event("anne_left", {});
    audit.event("session_revoked", {});
  });
  expect(events.map((e) => e.attributes["auditspan.event.type"])).toEqual([
    "unregistered_event",
    "unregistered_event",
  ]);
  expect(receiver.text()).not.toContain("anne_left");
});

test("an action writes requested before it runs and completed after, and passes its value", async () => {
  const [requested, completed] = await recorded(() => {
    const before = pipeline.stats().emitted;
    const value = audit.action("message_sent", {}, () => {
      expect(pipeline.stats().emitted).toBe(before + 1);
      return 42;
    });
    expect(value).toBe(42);
  });
  expect(requested?.attributes).toMatchObject({
    "auditspan.event.phase": "requested",
    "auditspan.event.outcome": "unknown",
  });
  expect(completed?.attributes).toMatchObject({
    "auditspan.event.phase": "completed",
    "auditspan.event.outcome": "success",
    "auditspan.requested.event_id": requested?.attributes["auditspan.event.id"],
  });
  expect(completed?.traceId).toBe(requested?.traceId);
});

test("an asynchronous action is completed when its promise is, which is passed on as it is", async () => {
  const promise = new Promise<string>((done) => setTimeout(() => done("sent"), 30));
  const [, completed] = await recorded(async () => {
    const passed = audit.action("message_sent", {}, () => promise);
    expect(passed).toBe(promise);
    expect(await passed).toBe("sent");
  });
  expect(completed?.attributes["auditspan.event.outcome"]).toBe("success");
  expect(millisOf(completed)).toBeGreaterThan(20);
});

test.each([
  [
    "thrown",
    (error: Error) => () => {
      throw error;
    },
  ],
  ["rejected", (error: Error) => () => Promise.reject(error)],
])("the very same error is %s, and told by its kind", async (_, failing) => {
  const error = Object.assign(new Error("anne@example.org"), { code: "ENOENT" });
  let caught: unknown;
  const [, completed] = await recorded(async () => {
    try {
      await audit.action("file_write", {}, failing(error));
    } catch (thrown) {
      caught = thrown;
    }
  });
  expect(caught).toBe(error);
  expect(completed?.attributes).toMatchObject({
    "auditspan.event.outcome": "failure",
    "error.type": "ENOENT",
  });
  expect(receiver.text()).not.toContain("anne");
});

const late = (): Promise<never> => Promise.reject(new DOMException("x", "TimeoutError"));

test("an action that ran out of time is a timeout", async () => {
  const [, completed] = await recorded(async () => {
    await expect(audit.action("http_request", {}, late)).rejects.toThrow("x");
  });
  expect(completed?.attributes).toMatchObject({
    "auditspan.event.outcome": "timeout",
    "error.type": "timeout",
  });
});

test("a thenable that starts when it is awaited is started once", async () => {
  let started = 0;
  const query = {
    // oxlint-disable-next-line unicorn/no-thenable
    then(done: (rows: number) => void) {
      started++;
      done(3);
    },
  };
  const [, completed] = await recorded(async () => {
    expect(await audit.action("db_query", {}, () => query as unknown as Promise<number>)).toBe(3);
  });
  expect(started).toBe(1);
  expect(completed?.attributes["auditspan.event.outcome"]).toBe("success");
});

test("details that throw when they are read leave ids and an error code, and the action runs", async () => {
  const details = Object.defineProperty({}, "gen_ai.tool.name", {
    enumerable: true,
    get() {
      throw new Error("anne");
    },
  });
  const events = await recorded(() => {
    expect(audit.action("data_export", details, () => "ran")).toBe("ran");
  });
  expect(events.map((e) => e.attributes["error.type"])).toEqual([
    "projection_failed",
    "projection_failed",
  ]);
});
