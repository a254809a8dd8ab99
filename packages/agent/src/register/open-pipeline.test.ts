import { afterEach, beforeEach, expect, test } from "vitest";
import { openPipeline } from "./open-pipeline.ts";

const E = "OTEL_EXPORTER_OTLP_";
const SECRET = "hunter2";
let inherited: NodeJS.ProcessEnv;

beforeEach(() => {
  inherited = { ...process.env };
  for (const name of Object.keys(process.env))
    if (name.startsWith("OTEL_")) delete process.env[name];
});
afterEach(() => void (process.env = inherited));

/** What is said of these settings, and that they stand as before. */
async function saidOf(env: Readonly<Record<string, string>>): Promise<string[]> {
  Object.assign(process.env, env);
  const lines: string[] = [];
  const pipeline = openPipeline({}, (line) => lines.push(line));
  await pipeline.shutdown();
  expect(process.env).toMatchObject(env);
  expect(lines.join("\n")).not.toContain(SECRET);
  return lines;
}

test.each([
  ["no other", {}, "http://localhost:4318/v1/traces"],
  ["an empty general one", { [`${E}ENDPOINT`]: " " }, "http://localhost:4318/v1/traces"],
  ["a general one", { [`${E}ENDPOINT`]: `http://c:1/${SECRET}` }, `${E}ENDPOINT`],
])(
  "an endpoint of traces that is no URL, with %s, is said with what is used",
  async (_, env, used) => {
    expect(await saidOf({ [`${E}TRACES_ENDPOINT`]: SECRET, ...env })).toEqual([
      `expected a URL in ${E}TRACES_ENDPOINT, got something else; using ${used}`,
    ]);
  },
);

test("when neither endpoint is a URL each is said, the last with the default", async () => {
  const lines = await saidOf({ [`${E}TRACES_ENDPOINT`]: SECRET, [`${E}ENDPOINT`]: SECRET });
  expect(lines).toEqual([
    expect.stringMatching(/_TRACES_ENDPOINT.*; using OTEL_EXPORTER_OTLP_ENDPOINT$/),
    expect.stringMatching(/_OTLP_ENDPOINT, .*; using http:\/\/localhost:4318\/v1\/traces$/),
  ]);
});

test.each(["HEADERS", "TIMEOUT", "COMPRESSION", "CERTIFICATE"])(
  "%s that cannot be used is said in one line, without what it holds",
  async (name) => {
    expect(await saidOf({ [E + name]: SECRET })).toEqual([
      expect.stringMatching(
        new RegExp(`^expected .* in ${E}${name}, got .*; going on without it$`),
      ),
    ]);
  },
);
