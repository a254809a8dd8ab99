import { afterAll, beforeAll, expect, test } from "vitest";
import { startModelServer, type ModelServer } from "./model-server.ts";

let server: ModelServer;

beforeAll(async () => {
  server = await startModelServer();
});

afterAll(() => server.close());

test("the same request gets the same answer", async () => {
  const [first, second] = [await ask(turn(1)), await ask(turn(1))];
  expect(first.status).toBe(200);
  expect(first.body.output.map((item) => item.type)).toEqual(["reasoning", "function_call"]);
  expect(second.body).toEqual({ ...first.body, created_at: second.body.created_at });
});

test("a stream carries what a single answer carries", async () => {
  const request = { ...turn(1), input: [...turn(1).input, { type: "function_call_output" }] };
  const { body } = await ask(request);
  const events = await stream(request);

  const [text] = body.output.flatMap((item) => item.content ?? []);
  expect(text?.text).toMatch(/^Yes, /);
  const deltas = events.filter(({ type }) => type === "response.output_text.delta");
  expect(deltas.length).toBeGreaterThan(3);
  expect(deltas.map(({ delta }) => delta).join("")).toBe(text?.text);
  expect(events.map((event) => event.sequence_number)).toEqual([...events.keys()]);
  expect(events.at(0)?.type).toBe("response.created");
  expect(events.at(-1)).toMatchObject({
    type: "response.completed",
    response: { usage: body.usage, output: body.output },
  });
});

test.each([
  ["reasoning", 1, "response.reasoning_summary_text.delta", /asks for a refund/],
  ["tool calls", 1, "response.function_call_arguments.delta", /^\{"email":/],
  ["refusals", 3, "response.refusal.delta", /^I cannot share/],
])("streams %s piece by piece", async (_what, turns, type, expected) => {
  const events = await stream({ ...turn(turns), model: "gpt-5-mini" });
  const pieces = events.filter((event) => event.type === type).map(({ delta }) => delta);
  expect(pieces.join("")).toMatch(expected);
});

test("the model calls a tool that nobody gave it", async () => {
  const { body } = await ask(turn(2));
  expect(body.output.map((item) => item.name)).toEqual(["send_email", "delete_account"]);
});

test("usage grows with the conversation", async () => {
  const [short, long] = [await ask(turn(1)), await ask(turn(2))];
  expect(short.body.usage.input_tokens).toBeGreaterThan(0);
  expect(long.body.usage.input_tokens).toBeGreaterThan(short.body.usage.input_tokens);
});

test("a refused request is answered with an error that quotes the prompt", async () => {
  const { status, body } = await ask(turn(3));
  expect(status).toBe(400);
  expect(body.error?.message).toContain("message 3");
});

test.each([
  ["another path", "/chat/completions", "{}", 404],
  ["a body that is not JSON", "/responses", "{", 400],
])("%s is an error", async (_what, path, body, status) => {
  const response = await fetch(server.url + path, { method: "POST", body });
  expect(response.status).toBe(status);
  expect(await response.json()).toHaveProperty("error.message");
});

interface Answer {
  created_at: number;
  output: { type: string; name?: string; content?: { text?: string }[] }[];
  usage: { input_tokens: number };
  error?: { message: string };
}

interface Event {
  type: string;
  sequence_number: number;
  delta?: string;
}

function turn(turns: number): { model: string; input: object[] } {
  const input = Array.from({ length: turns }, (_, i) => ({
    role: "user",
    content: `message ${i + 1}`,
  }));
  return { model: "gpt-5", input };
}

function post(request: object): Promise<Response> {
  return fetch(`${server.url}/responses`, { method: "POST", body: JSON.stringify(request) });
}

async function ask(request: object): Promise<{ status: number; body: Answer }> {
  const response = await post(request);
  return { status: response.status, body: (await response.json()) as Answer };
}

async function stream(request: object): Promise<Event[]> {
  const text = await (await post({ ...request, stream: true })).text();
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? "") as Event);
}
