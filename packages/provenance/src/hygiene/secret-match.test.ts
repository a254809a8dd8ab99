import { describe, expect, test } from "vitest";
import { createSecretHint, createSecretMatcher } from "./secret-match.ts";

const SECRETS = [{ name: "openai.api_key" }, { name: "pgPassword" }];

describe("a name of a secret field", () => {
  const match = createSecretMatcher(SECRETS);

  test.each([
    [["OPENAI_API_KEY"], "openai.api_key"],
    [["openai-api-key"], "openai.api_key"],
    [["openaiApiKey"], "openai.api_key"],
    [["agent", "openai", "apiKey"], "openai.api_key"],
    [["agent", "openai-api", "key"], "openai.api_key"],
    [["PGPASSWORD"], "pgPassword"],
    [["PG_PASSWORD"], "pgPassword"],
  ])("%j", (path, field) => expect(match(path)?.field).toBe(field));

  test.each([
    [["OPENAI_API_KEY_FILE"]],
    [["MY_OPENAI_API_KEY"]],
    [["API_KEY"]],
    [["openaiApiKey", "secretName"]],
    [[]],
    [["", ""]],
  ])("is not %j", (path) => expect(match(path)).toBeUndefined());

  test("is told by the keys that make it up", () => {
    expect(match(["agent", "openai", "apiKey"])?.name).toBe("openai.apiKey");
  });

  test("a field without letters has none", () => {
    expect(createSecretMatcher([{ name: "_" }])(["-"])).toBeUndefined();
  });
});

test("a text can name a secret in any spelling, or not at all", () => {
  const mayName = createSecretHint(SECRETS);
  expect(mayName("openai: { api-Key: x }")).toBe(true);
  expect(mayName("LOG_LEVEL=info")).toBe(false);
});
