import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { readBody } from "./read-body.ts";

const MIB = 1024 * 1024;
const LIMITS = { maxSentBytes: MIB, maxBodyBytes: 16 * MIB };

test("a body is accounted for as it is inflated, not when all of it is in memory", async () => {
  const taken: number[] = [];
  const account = {
    onEvict: undefined,
    take: (bytes: number) => void taken.push(bytes),
    close: () => {},
  };
  const server = createServer((request, response) => {
    void readBody(request, "gzip", LIMITS, account).then(({ length }) => response.end(`${length}`));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const sent = gzipSync(Buffer.alloc(8 * MIB));
  const body = new Uint8Array(sent);
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });
  expect(await response.text()).toBe(String(8 * MIB));
  expect(taken.reduce((sum, bytes) => sum + bytes)).toBe(sent.length + 8 * MIB);
  expect(Math.max(...taken)).toBeLessThanOrEqual(MIB);
});
