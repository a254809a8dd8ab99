import { expect, test } from "vitest";
import { errorKind } from "./error-kind.ts";

const named = (name: string, extra: object = {}): Error =>
  Object.assign(new Error(), { name }, extra);

test.each([
  ["a class", new TypeError("x"), { type: "TypeError", timedOut: false }],
  ["an errno", named("Error", { code: "ENOENT" }), { type: "ENOENT", timedOut: false }],
  [
    "an errno of time",
    named("Error", { code: "ETIMEDOUT" }),
    { type: "ETIMEDOUT", timedOut: true },
  ],
  ["an abort by time", new DOMException("x", "TimeoutError"), { type: "timeout", timedOut: true }],
  [
    "an undici timeout",
    named("Error", { code: "UND_ERR_HEADERS_TIMEOUT" }),
    { type: "timeout", timedOut: true },
  ],
  ["a status", named("Error", { status: 429 }), { type: "429", timedOut: false }],
  ["a string", "boom", { type: "other", timedOut: false }],
  ["nothing", undefined, { type: "other", timedOut: false }],
])("%s is told by its kind", (_, thrown, kind) => {
  expect(errorKind(thrown)).toEqual(kind);
});

test("an error whose getters throw is other", () => {
  const thrown = Object.defineProperty({}, "code", {
    get() {
      throw new Error();
    },
  });
  expect(errorKind(thrown)).toEqual({ type: "other", timedOut: false });
});
