import { rmSync, utimesSync } from "node:fs";
import { beforeEach, expect, test, vi } from "vitest";
import { ConfiguredFolder, PROMPT } from "../../test/configured-folder.ts";
import { createSession } from "../create-session.ts";

let folder: ConfiguredFolder;

beforeEach(() => {
  folder = new ConfiguredFolder();
});

test("a prompt that is edited while events flow is told once, by component, and until it is put back", async () => {
  const { ticks, events, pipeline, bodies } = folder.audited(folder.attest());
  ticks();
  const stated = folder.fingerprints().configFingerprint;
  folder.write("prompt.txt", `${PROMPT} Except the press.`);
  const seen = folder.fingerprints().configFingerprint;
  await vi.waitFor(async () => {
    ticks();
    expect(await events("config_mismatch")).toHaveLength(1);
  });
  ticks();
  const [mismatch] = await events("config_mismatch");
  expect(mismatch?.attributes).toMatchObject({
    "auditspan.mismatch.components": ["prompts"],
    "auditspan.config_fingerprint": stated,
    "auditspan.config.observed_fingerprint": seen,
  });
  const last = (await events()).at(-1);
  expect(last?.attributes).toMatchObject({
    "auditspan.config_fingerprint": stated,
    "auditspan.config.observed_fingerprint": seen,
  });

  const other = createSession({ pipeline });
  const mismatches = await events("config_mismatch");
  expect(mismatches.map(({ attributes }) => attributes["session.id"])).toEqual([
    pipeline.session.id,
    other.id,
  ]);

  folder.write("prompt.txt", PROMPT);
  await vi.waitFor(async () => {
    ticks();
    const { attributes } = (await events()).at(-1)!;
    expect(attributes).not.toHaveProperty(["auditspan.config.observed_fingerprint"]);
  });
  expect(await events("config_mismatch")).toHaveLength(2);
  expect(Buffer.concat(bodies).toString()).not.toMatch(/Nightjar|press/);
});

test("a file that is gone is told, though nobody can say what differs", async () => {
  const { ticks, events } = folder.audited();
  ticks();
  rmSync(folder.file("prompt.txt"));
  await vi.waitFor(async () => {
    ticks();
    expect(await events("config_mismatch")).toHaveLength(1);
  });
  const [mismatch] = await events("config_mismatch");
  expect(mismatch?.attributes).not.toHaveProperty(["auditspan.mismatch.components"]);
});

test("a file that is written again with what it held is no news", async () => {
  const { ticks, events } = folder.audited();
  ticks();
  folder.write("prompt.txt", PROMPT);
  utimesSync(folder.file("prompt.txt"), 0, 0);
  for (let i = 0; i < 4; i++) {
    await new Promise((resolve) => setTimeout(resolve, 60));
    ticks();
  }
  expect(await events("config_mismatch")).toEqual([]);
});

test("an answer of another model, or of another release, is told once for each name", async () => {
  const { calls, events } = folder.audited();
  for (const model of ["gpt-4o", "gpt-4o-2024-08-06"]) calls(model);
  expect(await events("config_mismatch")).toEqual([]);
  calls("gpt-4o-2024-11-20");
  calls("gpt-4o-2025-01-31");
  calls("gpt-5");
  calls("gpt-5");
  const completions = await events("model_completion");
  expect(completions.map(({ attributes }) => attributes["gen_ai.response.model"])).toEqual([
    "gpt-4o",
    "gpt-4o-2024-08-06",
    "unregistered",
    "unregistered",
    "gpt-5",
    "gpt-5",
  ]);
  const mismatches = await events("config_mismatch");
  expect(mismatches.map(({ parentSpanId }) => parentSpanId)).toEqual([
    completions[2]?.spanId,
    completions[4]?.spanId,
  ]);
  expect(mismatches[0]?.attributes).toMatchObject({
    "auditspan.mismatch.components": ["model"],
    "auditspan.event.risk": "high",
  });
});

test("the tools of the manifest are known, all others are not", async () => {
  const { uses, events } = folder.audited();
  uses("lookup");
  uses("exfiltrate");
  const types = (await events()).map(({ attributes }) => attributes["auditspan.event.type"]);
  expect(types).toEqual(["session_started", "tool_call", "unregistered_tool"]);
});
