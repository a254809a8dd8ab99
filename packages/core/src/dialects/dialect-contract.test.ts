import { describe, expect, test } from "vitest";
import { EVENT_TYPES } from "../event-types.ts";
import { STEP_KINDS } from "../enums.ts";
import type { AnyAttributes, SpanRecord } from "../record.ts";
import { RecordReader } from "../record-reader.ts";
import { HOSTILE_VALUES } from "../testing/hostile-values.ts";
import { spanRecord } from "../testing/records.ts";
import { compileFields } from "./compiled-fields.ts";
import type { Content, Dialect } from "./dialect.ts";
import { DIALECTS } from "./registry.ts";

const CANARY = "Alice Smith";
const MESSAGE = {
  role: "assistant",
  content: CANARY,
  tool_calls: [{ name: CANARY, args: CANARY }],
};

// What throws when it is touched stops the projection, which the host of it answers for.
const READABLE = HOSTILE_VALUES.filter(([what]) => !what.includes("throws"));

/** Forms in which content can stand where a dialect reads. */
const CONTENTS: readonly (readonly [what: string, value: unknown])[] = [
  ["a text", CANARY],
  ["a list of texts", [CANARY]],
  ["messages", { messages: [MESSAGE], [CANARY]: CANARY }],
  ["the JSON text of a message", JSON.stringify(MESSAGE)],
  ["the JSON text of messages", JSON.stringify([MESSAGE])],
  ["JSON text in JSON text", JSON.stringify({ output: JSON.stringify({ choices: [MESSAGE] }) })],
];

test("a name, a title and a scope belong to one dialect", () => {
  for (const list of [
    DIALECTS.map(({ name }) => name),
    DIALECTS.map(({ title }) => title),
    DIALECTS.flatMap(({ scopes }) => scopes),
  ]) {
    expect(new Set(list).size).toBe(list.length);
    expect(list).not.toContain("");
  }
});

describe.each(DIALECTS.map((dialect) => [dialect.name, dialect] as const))("%s", (_, dialect) => {
  test("does not take a span that says nothing for its own", () => {
    expect(dialect.speaks(spanRecord())).toBe(false);
  });

  test.each(READABLE)("reads %s wherever it looks, and throws nothing", (_what, value) => {
    readAll(dialect, spanOf(value));
  });

  test.each(CONTENTS)("keeps nothing of %s but its structure", (_what, value) => {
    const { types, contents } = readAll(dialect, spanOf(value));
    for (const type of types) expect(EVENT_TYPES[type]?.origin).toBe("action");
    for (const { input, output } of contents) {
      for (const { kind, shape } of [...input, ...output]) {
        expect(STEP_KINDS).toContain(kind);
        expect(shape).not.toContain("Alice");
      }
    }
  });
});

/** Calls whatever of a dialect reads a span. */
function readAll(
  dialect: Dialect,
  record: SpanRecord,
): { readonly types: readonly string[]; readonly contents: readonly Content[] } {
  const reader = new RecordReader(record);
  dialect.speaks(record);
  dialect.outcomeOf?.(reader);
  dialect.errorOf?.(reader);
  dialect.decidesParent?.(record);
  for (const { find } of compileFields(dialect)) find(reader);
  const type = dialect.typeOf(record);
  const contents = Object.keys(EVENT_TYPES).map((named) => dialect.content?.(reader, named));
  return {
    types: type === undefined ? [] : [type],
    contents: contents.filter((content) => content !== undefined),
  };
}

/** A span that has one value wherever a dialect looks: in attributes, names and events. */
function spanOf(value: unknown): SpanRecord {
  const attributes = everywhere(value);
  const events = ["gen_ai.choice", "gen_ai.user.message", "exception", "a log"].map((name) => ({
    name,
    attributes,
  }));
  return spanRecord({ name: CANARY, attributes, events });
}

function everywhere(value: unknown): AnyAttributes {
  return new Proxy<Record<string, unknown>>(
    {},
    // Lists that are flattened into keys would have no end.
    { get: (_target, key) => (/\.(?:[3-9]|\d\d+)(?:\.|$)/.test(String(key)) ? undefined : value) },
  );
}
