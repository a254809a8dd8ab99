import { expect, test } from "vitest";
import { spanRecord } from "../testing/records.ts";
import { namesMet } from "./names-met.ts";

const SCOPE = { name: "gen_ai" };

test("names stand where the dialect of a span looks for members of sets", () => {
  const { names, leftOut } = namesMet(
    spanRecord({
      scope: SCOPE,
      attributes: {
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "query_database",
        "gen_ai.agent.name": "support",
        "gen_ai.request.model": "gpt-4o",
        "gen_ai.tool.call.arguments": '{"table":"orders"}',
      },
    }),
  );
  expect(names).toContainEqual({ set: "tools", name: "query_database" });
  expect(names).toContainEqual({ set: "agents", name: "support" });
  expect(names).toContainEqual({ set: "models", name: "gpt-4o" });
  expect(JSON.stringify(names)).not.toContain("orders");
  expect(leftOut).toBe(0);
});

test.each(["Marta Lindqvist", "marta@example.com", "+46 70 123", "a\nb", "x".repeat(65)])(
  "%j is no name: it is counted, not returned",
  (value) => {
    const attributes = { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": value };
    expect(namesMet(spanRecord({ scope: SCOPE, attributes }))).toEqual({ names: [], leftOut: 1 });
  },
);

test("a span of no dialect has no names", () => {
  expect(namesMet(spanRecord({ attributes: { "tool.name": "a" } }))).toEqual({
    names: [],
    leftOut: 0,
  });
});
