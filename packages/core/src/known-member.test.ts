import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { knownMember } from "./known-member.ts";
import { knownNames } from "./known-names.ts";

const names = knownNames({
  tools: ["lookup", "send_email"],
  models: ["house-model", "house-model-2024"],
  agents: ["billing"],
  hosts: ["api.openai.com"],
  mcpServers: ["files"],
});

describe("a model name that continues a member is that member", () => {
  test.each([
    ["gpt-4o-2024-08-06", "gpt-4o"],
    ["claude-3-5-sonnet-20241022", "claude-3-5-sonnet"],
    ["claude-3-5-sonnet@20241022", "claude-3-5-sonnet"],
    ["claude-3-5-haiku-latest", "claude-3-5-haiku"],
    ["mistral-large-2411", "mistral-large"],
    ["house-model-2025-01-01", "house-model"],
  ])("%s", (value, member) => {
    expect(knownMember("models", value, names)).toBe(member);
  });
});

test("another release of a model whose version is pinned is not that model", () => {
  const pinned = { ...names, pinnedModels: new Set(["house-model"]) };
  expect(knownMember("models", "house-model", pinned)).toBe("house-model");
  expect(knownMember("models", "house-model-2024", pinned)).toBe("house-model-2024");
  for (const other of ["house-model-2025-01-01", "house-model-latest"]) {
    expect(knownMember("models", other, pinned)).toBeUndefined();
  }
});

test("a member that itself ends like a release is found as it stands", () => {
  expect(knownMember("models", "house-model-2024", names)).toBe("house-model-2024");
});

describe("any other continuation of a model name is refused", () => {
  test.each([
    "gpt-4o-for-alice",
    "ft:gpt-4o-2024-08-06:acme::alice",
    "gpt-4o-2024-08-06-alice",
    "gpt-4o-alice-latest",
    "gpt-4o-latest-latest",
    "gpt-4o-2024_08_06",
    "gpt-4o-2024-08-6x",
    "gpt-4o-24-08-2006",
    "gpt-4o-12345",
    "gpt-4o-1234567",
    "gpt-4o-123456789012",
    "gpt-4o_20240806",
    "gpt-4o 20240806",
    "gpt-4o20240806",
    "gpt-4o-\u0662\u0660\u0662\u0664",
    "gpt-4o-",
    "-latest",
    "-2024",
    "2024",
    "GPT-4o",
    " gpt-4o",
    "gpt-4o\n",
    "gpt-4o\u0000",
  ])("%j", (value) => {
    expect(knownMember("models", value, names)).toBeUndefined();
  });
});

test("a provider that continues a member behind a dot is that provider", () => {
  expect(knownMember("providers", "openai.chat", names)).toBe("openai");
  expect(knownMember("providers", "anthropic.messages", names)).toBe("anthropic");
  expect(knownMember("providers", "aws.bedrock", names)).toBe("aws.bedrock");
});

test.each(["openai-chat", "openai/chat", "alice.openai", ".openai", "aws.bedrock.x", "aws"])(
  "the provider %j is refused",
  (value) => {
    expect(knownMember("providers", value, names)).toBeUndefined();
  },
);

test.each([
  ["tools", "lookup-latest"],
  ["tools", "lookup.x"],
  ["tools", "lookup-20240806"],
  ["agents", "billing-latest"],
  ["agents", "billing.x"],
  ["hosts", "api.openai.com.evil.example"],
  ["hosts", "API.openai.com"],
  ["mcpServers", "files.x"],
  ["tools", "constructor"],
  ["tools", "__proto__"],
] as const)("a member of %s is known by its whole name alone: %j", (set, value) => {
  expect(knownMember(set, value, names)).toBeUndefined();
});

test.each([
  ["openai/gpt-4o", "gpt-4o"],
  ["openai/gpt-4o-2024-08-06", "gpt-4o"],
  ["stranger/gpt-4o", undefined],
  ["openai/stranger", undefined],
  ["openai/openai/gpt-4o", undefined],
  ["/gpt-4o", undefined],
])("of the model %j behind a provider %j is known", (value, member) => {
  expect(knownMember("models", value, knownNames())).toBe(member);
});

test("whatever comes in, what comes out is a member", () => {
  const near = fc.tuple(
    fc.constantFrom(...names.models, ...names.providers, ...names.tools),
    fc.constantFrom("-latest", "-2024-08-06", "@20240806", "-2411", ".chat", "", "-"),
    fc.string({ maxLength: 4 }),
  );
  const set = fc.constantFrom("models", "providers", "tools", "hosts");
  fc.assert(
    fc.property(
      set,
      fc.oneof(
        near.map((parts) => parts.join("")),
        fc.string(),
      ),
      (set, value) => {
        const member = knownMember(set, value, names);
        if (member !== undefined) expect(names[set]).toContain(member);
      },
    ),
    { numRuns: 500 },
  );
});
