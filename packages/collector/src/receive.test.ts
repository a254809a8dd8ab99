import { connect } from "node:net";
import { request as httpRequest } from "node:http";
import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import {
  chatSpan,
  field,
  jsonSpan,
  keyValues,
  protobufTraces,
  traces,
} from "../test/otlp-bodies.ts";
import { post, runCollector, storedEvents, until } from "../test/run-collector.ts";

const CANARY = "Maria Beispiel";
const NESTED = `${'{"arrayValue":{"values":['.repeat(50_000)}{}${"]}}".repeat(50_000)}`;

test.each([
  ["truncated protobuf", "/v1/traces", protobufTraces([CANARY]).subarray(0, -2), {}, 400],
  ["random bytes", "/v1/traces", randomBytes(4096), {}, 400],
  ["broken JSON", "/v1/traces", `{"resourceSpans": "${CANARY}`, {}, 400],
  ["JSON of another shape", "/v1/logs", `{"resourceLogs": ["${CANARY}"]}`, {}, 400],
  ["a wrong content type", "/v1/traces", CANARY, { "content-type": "text/plain" }, 415],
  ["an unknown content encoding", "/v1/traces", CANARY, { "content-encoding": "zstd" }, 415],
  ["bytes that are not gzip", "/v1/traces", CANARY, { "content-encoding": "gzip" }, 400],
  [
    "a compressed body over the limit",
    "/v1/traces",
    randomBytes(5 << 20),
    { "content-encoding": "gzip" },
    413,
  ],
  ["a body over the limit", "/v1/traces", "x".repeat(17 << 20), {}, 413],
  [
    "a gzip bomb",
    "/v1/traces",
    gzipSync(Buffer.alloc(200 << 20)),
    { "content-encoding": "gzip" },
    413,
  ],
  [
    "a bomb of empty spans",
    "/v1/traces",
    field(1, field(2, Buffer.alloc(8 << 20, "\x12\0"))),
    {},
    413,
  ],
  [
    "a few bytes that inflate to more spans than a request may hold",
    "/v1/traces",
    gzipSync(field(1, field(2, Buffer.alloc(2 * 25_001, "\x12\0")))),
    { "content-encoding": "gzip", "content-type": "application/x-protobuf" },
    413,
  ],
  ["an unknown path", `/v1/${encodeURIComponent(CANARY)}`, CANARY, {}, 404],
])(
  "%s is refused without content, and the next request is taken",
  async (_, path, body, headers, status) => {
    const { url, trail, collector } = await runCollector();
    const response = await post(url, path, body, headers);
    expect(response.status).toBe(status);
    const text = await response.text();
    expect(text).not.toContain("Maria");
    expect(text).toContain("expected ");
    expect(await storedEvents(trail)).toEqual([]);
    expect(Object.values(collector.stats().refused)).toEqual([1]);

    expect((await post(url, "/v1/traces", traces([chatSpan()]))).status).toBe(200);
    expect(await storedEvents(trail)).toHaveLength(1);
  },
);

test("the error body is a google.rpc.Status in the encoding of the request", async () => {
  const { url } = await runCollector();
  const json = await post(url, "/v1/traces", "[]");
  expect(json.headers.get("content-type")).toBe("application/json");
  expect(await json.json()).toEqual({ code: 3, message: "expected a JSON object at the body" });

  const protobuf = await post(url, "/v1/traces", new Uint8Array([0]));
  expect(protobuf.headers.get("content-type")).toBe("application/x-protobuf");
  const bytes = Buffer.from(await protobuf.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0x08, 3, 0x12]);
  expect(bytes.subarray(4).toString()).toBe("expected a field number from 1 at byte 1");
});

test("a wrong method is answered with the right one", async () => {
  const { url } = await runCollector();
  const get = await fetch(`${url}/v1/traces`);
  expect([get.status, get.headers.get("allow")]).toEqual([405, "POST"]);
  const put = await fetch(`${url}/healthz`, { method: "PUT" });
  expect([put.status, put.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
});

test("the health check is answered", async () => {
  const { url } = await runCollector();
  const response = await fetch(`${url}/healthz`);
  expect([response.status, await response.text()]).toEqual([200, "ok\n"]);
});

test("metrics are taken, with a warning that they are not kept", async () => {
  const { url } = await runCollector();
  const response = await post(url, "/v1/metrics", "{}");
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    partialSuccess: {
      rejectedDataPoints: "0",
      errorMessage: "metrics are not kept: an audit trail holds events",
    },
  });
});

test("gzip, a charset and a query string are taken", async () => {
  const { url, trail } = await runCollector();
  const response = await post(
    url,
    "/v1/traces?x=1",
    new Uint8Array(gzipSync(traces([chatSpan()]))),
    {
      "content-type": "Application/JSON; charset=utf-8",
      "content-encoding": "gzip",
    },
  );
  expect([response.status, await response.text()]).toEqual([200, "{}"]);
  expect(await storedEvents(trail)).toHaveLength(1);
});

test("a chunked body without a length is taken up to the limit and refused beyond it", async () => {
  const { port, trail } = await runCollector({ maxBodyBytes: 100_000 });
  const body = traces([chatSpan()]);
  expect(await sendChunked(port, [body.slice(0, 50), body.slice(50)])).toBe(200);
  expect(
    await sendChunked(
      port,
      Array.from({ length: 20 }, () => " ".repeat(10_000)),
    ),
  ).toBe(413);
  expect(await sendChunked(port, [traces([chatSpan()])])).toBe(200);
  expect(await storedEvents(trail)).toHaveLength(2);
});

test("10,000 attributes and a value nested 50,000 deep make one event and stop nothing", async () => {
  const { url, trail, collector } = await runCollector();
  const many = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, i) => [`${CANARY}${i}`, CANARY]),
  );
  const wide = { ...chatSpan(), attributes: keyValues(many) };
  const deep = traces([jsonSpan("deep")]).replace(
    '"attributes":[]',
    `"attributes":[{"key":"k","value":${NESTED}}]`,
  );
  expect((await post(url, "/v1/traces", traces([wide]))).status).toBe(200);
  expect((await post(url, "/v1/traces", deep)).status).toBe(200);
  expect(await storedEvents(trail)).toHaveLength(2);
  expect(collector.stats().cut).toBe(1);
});

test("bodies beyond what memory is meant for are told to come later", async () => {
  const { url, collector } = await runCollector({ maxInFlightBytes: 1_000 });
  const response = await post(
    url,
    "/v1/traces",
    traces([{ ...chatSpan(), name: "x".repeat(2_000) }]),
  );
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
  expect(collector.stats().refused).toEqual({ busy: 1 });
  expect((await post(url, "/v1/traces", traces([]))).status).toBe(200);
});

test("senders that stall in the middle of large bodies keep no other out", async () => {
  const { url, port } = await runCollector({ maxInFlightBytes: 10_000 });
  const answers: string[] = [];
  for (let i = 0; i < 2; i++) {
    const socket = connect(port, "127.0.0.1");
    onTestFinished(() => void socket.destroy());
    socket.on("data", (data) => answers.push(String(data).slice(0, 12)));
    socket.write(
      "POST /v1/traces HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9000\r\n\r\n",
    );
    socket.write("x".repeat(4_900));
  }
  const body = traces([{ ...chatSpan(), name: "x".repeat(2_000) }]);
  const sent = async (): Promise<number> => (await post(url, "/v1/traces", body)).status;
  await until(async () => (await sent()) === 503);
  await until(async () => (await sent()) === 200);
  expect(answers).toEqual(["HTTP/1.1 503"]);
});

test.each([
  ["the head", "POST /v1/traces HTTP/1.1\r\nhost: x\r\n"],
  [
    "the body",
    "POST /v1/traces HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{",
  ],
])("a sender that never ends %s is cut off", async (_, start) => {
  const { url, port } = await runCollector({ headersTimeoutMs: 200, requestTimeoutMs: 300 });
  const socket = connect(port, "127.0.0.1", () => socket.write(start));
  const begun = Date.now();
  await new Promise((resolve) =>
    socket
      .on("data", () => {})
      .on("error", () => {})
      .on("close", resolve),
  );
  expect(Date.now() - begun).toBeLessThan(2_000);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test("a sender that goes away in the middle of a body stops nothing", async () => {
  const { url, port, collector } = await runCollector();
  const socket = connect(port, "127.0.0.1", () => {
    socket.write(
      "POST /v1/traces HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{",
      () => socket.destroy(),
    );
  });
  await new Promise((resolve) => socket.on("close", resolve));
  expect((await post(url, "/v1/traces", traces([chatSpan()]))).status).toBe(200);
  expect(collector.stats().refused).toEqual({ malformed: 1 });
});

function sendChunked(port: number, chunks: readonly string[]): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "transfer-encoding": "chunked" };
    const options = { port, host: "127.0.0.1", path: "/v1/traces", method: "POST", headers };
    const request = httpRequest(options, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on("error", reject);
    for (const chunk of chunks) request.write(chunk);
    request.end();
  });
}

test("requests that were let in together are not all taken when the trail is slow", async () => {
  const stored = Promise.withResolvers<void>();
  const slow = {
    held: async () => [],
    hold: async () => {},
    ingest: async (events: readonly unknown[]) => {
      await stored.promise;
      return { inserted: events.length, duplicates: 0 };
    },
  };
  const { port, collector } = await runCollector({ trail: slow, maxPendingEvents: 1 });
  const answers = [1, 2, 3].map(() => startRequest(port, traces([chatSpan(), chatSpan()])));
  await until(() => answers.every(({ isLetIn }) => isLetIn()));
  for (const { send } of answers) send();
  await until(() => collector.stats().refused.overloaded === 2);
  stored.resolve();
  const statuses = await Promise.all(answers.map(({ status }) => status));
  expect(statuses.toSorted()).toEqual([200, 429, 429]);
});

/** A request whose head is out and read; its body goes when it is told to. */
function startRequest(port: number, body: string) {
  const headers = { "content-type": "application/json", expect: "100-continue" };
  const options = { port, host: "127.0.0.1", path: "/v1/traces", method: "POST", headers };
  const request = httpRequest(options);
  let letIn = false;
  request.once("continue", () => (letIn = true));
  request.flushHeaders();
  const status = new Promise<number | undefined>((resolve, reject) => {
    request.once("error", reject).once("response", (response) => {
      response.resume();
      resolve(response.statusCode);
    });
  });
  return { isLetIn: () => letIn, send: () => void request.end(body), status };
}
