import { expect, test } from "vitest";
import { isSdkDisabled } from "./is-sdk-disabled.ts";

test.each(["true", "TRUE", "True", " true "])("%j turns the SDK off", (value) => {
  expect(isSdkDisabled({ OTEL_SDK_DISABLED: value })).toBe(true);
});

test.each([undefined, "", "false", "1", "yes"])("%j has no effect", (value) => {
  expect(isSdkDisabled({ OTEL_SDK_DISABLED: value })).toBe(false);
});
