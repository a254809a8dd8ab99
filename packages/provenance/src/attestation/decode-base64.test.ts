import { expect, test } from "vitest";
import { decodeBase64 } from "./decode-base64.ts";

const BYTES = new Uint8Array([0xfb, 0xff, 0xbf, 0x01]);

test.each([
  ["the standard alphabet", "+/+/AQ=="],
  ["the URL-safe alphabet with padding", "-_-_AQ=="],
  ["the URL-safe alphabet without padding", "-_-_AQ"],
])("reads %s", (_, text) => {
  expect(decodeBase64(text)).toEqual(BYTES);
});

test("reads an empty text as no bytes", () => {
  expect(decodeBase64("")).toEqual(new Uint8Array());
});

test.each([
  ["white space", "+/+/ AQ=="],
  ["a line feed at the end", "+/+/AQ==\n"],
  ["a foreign character", "+/+/AQ!="],
  ["alphabets mixed", "+_+/AQ=="],
  ["bits behind the end", "+/+/AR=="],
  ["too much padding", "+/+/AQ==="],
  ["too little padding in the URL-safe alphabet", "-_-_AQ="],
  ["text behind the padding", "+/+/AQ==AA=="],
  ["a single character", "A"],
])("refuses %s", (_, text) => {
  expect(decodeBase64(text)).toBeUndefined();
});
