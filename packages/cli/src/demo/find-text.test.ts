import { expect, test } from "vitest";
import { isVisible } from "./find-text.ts";

const TEXT = 'Zoë "Z" Quibzink, +49 153';

test.each([
  ["plain", Buffer.from(`a ${TEXT} b`)],
  ["upper case", Buffer.from(`a ${TEXT.toUpperCase().replace("Ë", "ë")} b`)],
  ["JSON", Buffer.from(JSON.stringify({ text: TEXT }))],
  ["a URL", Buffer.from(`?q=${encodeURIComponent(TEXT)}`)],
  ["a form", Buffer.from(encodeURIComponent(TEXT).replaceAll("%20", "+"))],
  ["hex", Buffer.from(Buffer.from(`x${TEXT}`).toString("hex"))],
  ...[0, 1, 2].map((offset): [string, Buffer] => [
    `base64 behind ${offset} bytes`,
    Buffer.from(Buffer.from(`${"x".repeat(offset)}${TEXT}yyy`).toString("base64")),
  ]),
])("a text is found in %s", (_, bytes) => expect(isVisible(TEXT, bytes)).toBe(true));

test("a text is not found where it is not", () => {
  expect(isVisible(TEXT, Buffer.from("Zoe Quibzink and much else"))).toBe(false);
});
