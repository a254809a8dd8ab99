import { expect, test } from "vitest";
import { printable } from "./printable.ts";

test("what a terminal would obey is shown, and all else stays", () => {
  // Sets the title of a terminal, clears its screen, and turns the rest of a line around.
  const hostile = "a\u001B]0;b\u0007\u009B2J\r\n\u202Ec\u061C";
  const shown = "a\\u001b]0;b\\u0007\\u009b2J\\u000d\\u000a\\u202ec\\u061c";
  expect(printable(hostile)).toBe(shown);
  expect(printable(shown)).toBe(shown);
  expect(printable("Grüße, 你好 🙂")).toBe("Grüße, 你好 🙂");
});
