import { expect, test } from "vitest";
import { EncodedKey } from "./encode-key.ts";
import { ProtobufWriter } from "./protobuf-writer.ts";

function remember(key: EncodedKey, count: number): void {
  const out = new ProtobufWriter();
  for (let i = 0; i < count; i++) {
    out.length = 0;
    out.string(`v${i}`);
    key.remember(`v${i}`, out, 0);
  }
}

test("the values of a small set are remembered, each with bytes of its own", () => {
  const key = new EncodedKey("risk");
  remember(key, 4);
  expect(key.recall("v0")).toEqual(Uint8Array.of(2, 0x76, 0x30));
  expect(key.recall("v3")).toEqual(Uint8Array.of(2, 0x76, 0x33));
});

test("a key with many values remembers none, so that ids do not fill the memory", () => {
  const key = new EncodedKey("id");
  remember(key, 1000);
  for (const value of ["v0", "v63", "v64", "v999"]) expect(key.recall(value)).toBeUndefined();
});
