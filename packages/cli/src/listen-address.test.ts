import { expect, test } from "vitest";
import { listenAddress } from "./listen-address.ts";

test.each([
  ["127.0.0.1:4318", { host: "127.0.0.1", port: 4318 }],
  ["localhost:0", { host: "localhost", port: 0 }],
  ["[::1]:4318", { host: "::1", port: 4318 }],
])("%s is an address", (text, address) => expect(listenAddress(text)).toEqual(address));

test.each(["4318", ":4318", "host", "host:70000", "::1:4318", "http://host:1", "host:-1"])(
  "%s is refused with what was expected",
  (text) =>
    expect(() => listenAddress(text)).toThrow(`expected --listen to be HOST:PORT, got "${text}"`),
);
