import { describe, expect, test } from "vitest";
import { errorType, errorTypeOf } from "./error-type.ts";
import { knownNames } from "./known-names.ts";
import type { AnyAttributes } from "./record.ts";
import { HOSTILE_VALUES } from "./testing/hostile-values.ts";
import { spanRecord } from "./testing/records.ts";

const names = knownNames();

function typeOf(attributes: AnyAttributes, exception?: unknown, statusCode = 2): unknown {
  const attribute = { "exception.type": exception, "exception.message": "Alice" };
  const events = exception === undefined ? [] : [{ name: "exception", attributes: attribute }];
  return errorType(spanRecord({ attributes, events, statusCode }), names);
}

describe("an error type is a value of the list", () => {
  test.each([
    ["404", "4xx"],
    [429, "4xx"],
    ["500", "5xx"],
    [503, "5xx"],
    ["ECONNREFUSED", "ECONNREFUSED"],
    ["enoent", "ENOENT"],
    ["TypeError", "TypeError"],
    ["rate_limit_exceeded", "rate_limit_error"],
    ["RateLimitError", "rate_limit_error"],
    ["APIConnectionTimeoutError", "timeout"],
    ["TimeoutError", "timeout"],
    ["canceled", "cancelled"],
    ["timeout", "timeout"],
    ["AliceError", "other"],
    ["Alice Smith is not a customer", "other"],
    ["constructor", "other"],
    ["__proto__", "other"],
    ["302", "other"],
    ["600", "other"],
  ])("%j is %s", (value, kept) => {
    expect(typeOf({ "error.type": value })).toBe(kept);
    expect(typeOf({}, value)).toBe(kept);
    expect(errorTypeOf(value, names)).toBe(kept);
  });
});

test("the attribute comes before the exception, and the exception before the status", () => {
  const status = { "http.response.status_code": 503 };
  expect(typeOf({ "error.type": "timeout", ...status }, "TypeError")).toBe("timeout");
  expect(typeOf(status, "TypeError")).toBe("TypeError");
  expect(typeOf(status)).toBe("5xx");
});

test("a status says more than a name that nobody knows", () => {
  expect(typeOf({ "error.type": "AliceError", "http.response.status_code": 429 })).toBe("4xx");
});

test("a failed span without a known error is other, and one that did not fail has none", () => {
  expect(typeOf({})).toBe("other");
  expect(typeOf({ "http.response.status_code": 200 }, undefined, 0)).toBeUndefined();
});

test("the module before the class of an exception is not read", () => {
  expect(typeOf({}, "openai.BadRequestError")).toBe("invalid_request_error");
  expect(typeOf({}, "alice.smith")).toBe("other");
});

test("events that are no exception are not read", () => {
  const events = [{ name: "an event", attributes: { "exception.type": "TypeError" } }];
  expect(errorType(spanRecord({ events, statusCode: 2 }), names)).toBe("other");
});

test.each(HOSTILE_VALUES)("%s is no error type of its own", (_what, value) => {
  expect(["other", undefined]).toContain(typeOf({ "error.type": value }, undefined, 0));
  expect(["other", undefined]).toContain(typeOf({}, value, 0));
  expect(errorTypeOf(value, names)).toBe("other");
});
