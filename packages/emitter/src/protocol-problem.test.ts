import { expect, test } from "vitest";
import { protocolProblem } from "./protocol-problem.ts";

const GENERAL = "OTEL_EXPORTER_OTLP_PROTOCOL";
const TRACES = "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL";

test.each([
  ["nothing", {}],
  ["an empty variable", { [GENERAL]: " " }],
  ["our protocol", { [GENERAL]: "http/protobuf" }],
  [
    "our protocol for traces and another for the rest",
    { [TRACES]: "http/protobuf", [GENERAL]: "grpc" },
  ],
])("%s is no problem", (_, env) => {
  expect(protocolProblem(env)).toBeUndefined();
});

test.each(["grpc", "http/json"])("%s is named beside what is expected", (protocol) => {
  expect(protocolProblem({ [GENERAL]: protocol })).toBe(
    `${GENERAL}: expected http/protobuf, got ${protocol}; audit events go by http/protobuf`,
  );
});

test("the variable of traces is named when it is the one that counts", () => {
  expect(protocolProblem({ [TRACES]: "grpc", [GENERAL]: "http/protobuf" })).toMatch(
    /^OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: .*got grpc/,
  );
});

test("a word that the specification does not know is not repeated", () => {
  const problem = protocolProblem({ [GENERAL]: "hunter2" });
  expect(problem).toContain("got another word");
  expect(problem).not.toContain("hunter2");
});
