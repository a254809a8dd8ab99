import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ATTRIBUTES, kindCheck, knownNames } from "@auditspan/core";
import { parser } from "@grafana/lezer-traceql";
import { describe, expect, test } from "vitest";
import { AGENT_NAMES } from "./incident.ts";
import { PAGE, pageQueries } from "./page-queries.ts";

const questions = pageQueries();
const names = knownNames(AGENT_NAMES);
const traceql = questions.flatMap(({ traceql }) => traceql);

test("every question has each kind of query", () => {
  expect(questions).toHaveLength(11);
  for (const question of questions) {
    expect(question.traceql, question.title).toHaveLength(1);
    expect(question.jaeger.length, question.title).toBeGreaterThan(0);
  }
});

describe("TraceQL", () => {
  test.each(traceql)("%s is one, of attributes of the schema", (query) => {
    const { errors, attributes } = parse(query);
    expect(errors).toEqual([]);
    expect(attributes.length).toBeGreaterThan(0);
    for (const { scope, name, value } of attributes) {
      expect(scope).toBe("span");
      expectKnown(name, value);
    }
  });

  test("a query that is none, and an attribute that is none, are seen", () => {
    expect(parse("{ span.session.id = }").errors).not.toEqual([]);
    expect(parse('{ span.auditspan.risk = "high" }').attributes).toEqual([
      { scope: "span", name: "auditspan.risk", value: "high" },
    ]);
    expect(() => expectKnown("auditspan.risk", "high")).toThrow();
    expect(() => expectKnown("auditspan.event.risk", "severe")).toThrow();
  });
});

test.each(questions.flatMap(({ jaeger }) => jaeger.map((tags) => [JSON.stringify(tags), tags])))(
  "Jaeger's tags %s are of the schema",
  (_, tags) => {
    for (const [name, value] of Object.entries(tags)) expectKnown(name, value);
  },
);

test("the queries of examples/tempo are TraceQL, of attributes of the schema", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../examples/tempo/README.md"), "utf8");
  const queries = readme.match(/^\{ .* \}$/gm) ?? [];
  expect(queries.length).toBeGreaterThan(2);
  for (const { errors, attributes } of queries.map(parse)) {
    expect(errors).toEqual([]);
    for (const { name } of attributes) expect(ATTRIBUTES[name], name).toBeDefined();
  }
});

test("the attributes in SQL are of the schema", () => {
  const read = questions.flatMap(({ sql }) =>
    sql.flatMap((text) => [...text.matchAll(/->> '([^']+)'/g)].map(([, name]) => name!)),
  );
  expect(read.length).toBeGreaterThan(8);
  for (const name of read) expect(ATTRIBUTES[name], name).toBeDefined();
});

test("the call of Jaeger's API asks for an attribute of the schema in the hour of the page", () => {
  const [, tags] = /'tags=(\{.*?\})'/.exec(PAGE) ?? [];
  for (const [name, value] of Object.entries(JSON.parse(tags!) as Record<string, string>)) {
    expectKnown(name, value);
  }
  const [start, end] = ["start", "end"].map(
    (name) => new RegExp(`'${name}=(\\d+)'`).exec(PAGE)?.[1],
  );
  expect(new Date(Number(start) / 1000).toISOString()).toBe("2026-11-25T12:00:00.000Z");
  expect(new Date(Number(end) / 1000).toISOString()).toBe("2026-11-25T13:00:00.000Z");
});

test("the page says what is not run", () => {
  expect(PAGE).toContain("Tempo itself is not run in CI");
});

interface Asked {
  readonly scope: string;
  readonly name: string;
  readonly value: string | undefined;
}

function parse(query: string): { errors: number[]; attributes: Asked[] } {
  const errors: number[] = [];
  const attributes: Asked[] = [];
  parser.parse(query).iterate({
    enter({ type, from, to }) {
      if (type.isError) errors.push(from);
      if (type.name !== "AttributeField") return;
      const [scope = "", ...name] = query.slice(from, to).split(".");
      const value = /^\s*!?=\s*"([^"]*)"/.exec(query.slice(to))?.[1];
      attributes.push({ scope, name: name.join("."), value });
    },
  });
  return { errors, attributes };
}

/** A value is one that an event can have; in a list, one that an element can have. */
function expectKnown(name: string, value: string | undefined): void {
  const kind = ATTRIBUTES[name];
  expect(kind, name).toBeDefined();
  if (value === undefined) return;
  const single = kind!.kind === "list" ? kind!.of : kind!;
  const holds = value === "unregistered" || kindCheck(single)(value, names);
  expect(holds, `${name}=${value}`).toBe(true);
}
