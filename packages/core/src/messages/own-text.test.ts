import { expect, test } from "vitest";
import { ownText } from "./own-text.ts";

test.each(["", "lookup", "Grüße 🙂", "half \ud800"])("a short text stays as it is: %j", (text) => {
  expect(ownText(text, 100)).toBe(text);
});

test("of a longer text its beginning is kept", () => {
  expect(ownText("lookup", 4)).toBe("look");
});
