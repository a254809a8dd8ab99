import { readdir } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { runCommand } from "../run-command.ts";
import { recordedIo } from "../testing/recorded-io.ts";
import { testFolder } from "../testing/test-folder.ts";
import { collectCommand } from "./collect.ts";

test.each([
  ["a port that is taken", [], /EADDRINUSE/],
  ["a names file that is not there", ["--manifest", "missing.yaml"], /missing\.yaml/],
  ["a forward that is no URL", ["--forward", "nowhere"], /--forward/],
  ["attestations without keys", ["--attestations", "."], /--attestation-keys/],
  ["keys that are not there", ["--attestations", ".", "--attestation-keys", "no.pem"], /no\.pem/],
])("with %s nothing is made where the trail would be", async (_, args, message) => {
  const folder = testFolder({});
  const io = recordedIo();
  const listen = ["--listen", `127.0.0.1:${await takenPort()}`];
  const code = await runCommand(
    ["collect", ...listen, "--trail", folder, ...args],
    { collect: collectCommand },
    io,
  );
  expect(code).toBeGreaterThan(0);
  expect(io.stderr[0]).toMatch(message);
  expect(await readdir(folder)).toEqual([]);
});

async function takenPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}
