import { afterEach, expect, test, vi } from "vitest";
import { createEmitter } from "./emitter.ts";
import { OutageTeller, receiverName } from "./outage.ts";
import type { Sender } from "./sender.ts";
import { numberedEvent } from "./testing/events.ts";
import { startReceiver } from "./testing/receiver.ts";

afterEach(() => vi.restoreAllMocks());

/** What an emitter says while it sends one event through answers of these statuses. */
async function saidThrough(...statuses: number[]): Promise<{ lines: string[]; origin: string }> {
  const left = [...statuses];
  const receiver = await startReceiver(() => ({ status: left.shift() ?? 200 }));
  const lines: string[] = [];
  const emitter = createEmitter({
    otlp: { endpoint: `${receiver.url}?key=hunter2` },
    retry: { initialMillis: 5, maxMillis: 5 },
    onOutage: (line) => lines.push(line),
  });
  emitter.emit(numberedEvent(0));
  await emitter.shutdown();
  return { lines, origin: new URL(receiver.url).origin };
}

test("a receiver that is busy for a while is told twice: when it begins and when it is over", async () => {
  const { lines, origin } = await saidThrough(503, 503, 502, 429, 200);
  expect(lines).toEqual([
    `expected ${origin}/v1/traces to take audit events, got http 503; they wait in memory and are sent again`,
    `${origin}/v1/traces takes audit events again`,
  ]);
});

test("a refusal for good is told as a loss", async () => {
  const { lines } = await saidThrough(404);
  expect(lines).toEqual([expect.stringMatching(/got http 404; these are lost/)]);
});

test("a receiver that takes everything is not worth a word", async () => {
  expect((await saidThrough()).lines).toEqual([]);
});

test("a receiver that takes turns is told once a minute at most", () => {
  const clock = vi.spyOn(performance, "now").mockReturnValue(0);
  const lines: string[] = [];
  const teller = new OutageTeller("x", (line) => lines.push(line));
  const turn = (): void => {
    teller.note({ status: "retryable", cause: "http 429" });
    teller.note({ status: "success" });
  };
  turn();
  turn();
  turn();
  expect(lines).toHaveLength(2);
  clock.mockReturnValue(60_000);
  turn();
  expect(lines).toHaveLength(4);
});

test("without a listener it is said on stderr, once", async () => {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const emitter = createEmitter({
    otlp: { endpoint: "http://127.0.0.1:1/v1/traces" },
    retry: { initialMillis: 5, maxMillis: 5 },
    shutdownTimeoutMillis: 200,
    onLoss: () => {},
  });
  emitter.emit(numberedEvent(0));
  await emitter.shutdown();
  expect(write.mock.calls.map(([text]) => text)).toEqual([
    expect.stringMatching(
      /^auditspan: expected http:\/\/127\.0\.0\.1:1\/v1\/traces to take audit events, got ECONNREFUSED; [^\n]*\n$/,
    ),
  ]);
});

test("a listener that throws harms nobody", async () => {
  const emitter = createEmitter({
    sender: {
      send: vi
        .fn<Sender["send"]>()
        .mockResolvedValueOnce({ status: "retryable", cause: "x" })
        .mockResolvedValue({ status: "success" }),
      shutdown() {},
    },
    retry: { initialMillis: 5, maxMillis: 5 },
    onOutage: () => {
      throw new Error("odd");
    },
  });
  emitter.emit(numberedEvent(0));
  await emitter.shutdown();
  expect(emitter.stats()).toMatchObject({ acknowledged: 1 });
});

test.each([
  ["http://user:hunter2@c:1/v1/traces?k=hunter2", "http://c:1/v1/traces"],
  ["https://c/hunter2/v1/traces", "https://c"],
])("%s is called by its address alone", (url, name) => {
  expect(receiverName({ url: new URL(url) })).toBe(name);
});
