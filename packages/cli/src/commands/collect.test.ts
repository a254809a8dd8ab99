import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { folderStore, loadManifest } from "@auditspan/provenance";
import {
  approval,
  attestation,
  attestedToolCall,
  FINGERPRINT,
  newKey,
} from "../../../collector/test/signed-statements.ts";
import { runCommand } from "../run-command.ts";
import { recordedIo } from "../testing/recorded-io.ts";
import type { RecordedIo } from "../testing/recorded-io.ts";
import { collectCommand } from "./collect.ts";
import { fingerprintListCommand } from "./fingerprint-list.ts";
import { sessionListCommand } from "./session-list.ts";

const BODY = JSON.stringify({
  resourceSpans: [
    {
      scopeSpans: [
        {
          scope: { name: "gen_ai" },
          spans: [
            {
              traceId: "a".repeat(32),
              spanId: "b".repeat(16),
              name: "chat",
              startTimeUnixNano: "1795324429636000000",
              endTimeUnixNano: "1795324429637000000",
              attributes: [{ key: "gen_ai.operation.name", value: { stringValue: "chat" } }],
            },
          ],
        },
      ],
    },
  ],
});

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "auditspan-cli-"))));
afterEach(() => rm(folder, { recursive: true }));

async function run(command: string, args: string[], io: RecordedIo): Promise<number> {
  return runCommand(
    [...command.split(" "), ...args],
    {
      collect: collectCommand,
      "session list": sessionListCommand,
      "fingerprint list": fingerprintListCommand,
    },
    io,
  );
}

/** Waits until the collector says where it listens. */
async function listening(io: RecordedIo): Promise<string> {
  for (;;) {
    const url = /listening on (http:\S+)/.exec(io.stderr.join("\n"))?.[1];
    if (url !== undefined) return url;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe("auditspan collect", () => {
  test("listens, stores, and says what it did when it is asked to stop", async () => {
    const stop = new AbortController();
    const io = recordedIo({ signal: stop.signal });
    const ended = run("collect", ["--listen", "127.0.0.1:0", "--trail", folder, "--json"], io);
    const url = await listening(io);
    const headers = { "content-type": "application/json" };
    expect((await fetch(`${url}/v1/traces`, { method: "POST", headers, body: BODY })).status).toBe(
      200,
    );
    stop.abort();
    expect(await ended).toBe(0);
    expect(JSON.parse(io.stdout[0]!)).toMatchObject({ spans: 1, events: 1, refused: {} });

    const list = recordedIo();
    expect(await run("session list", ["--trail", folder, "--json"], list)).toBe(0);
    expect(list.stdout).toHaveLength(1);
  });

  test("stores traffic of others under the fingerprint of a manifest, which nothing binds", async () => {
    const manifest = join(folder, "auditspan.manifest.yaml");
    await writeFile(manifest, "agent: { name: shop, version: 1.0.0 }\n");
    const loaded = loadManifest(manifest);
    const stop = new AbortController();
    const io = recordedIo({ signal: stop.signal });
    const args = ["--listen", "127.0.0.1:0", "--trail", folder, "--manifest", manifest];
    const ended = run("collect", args, io);
    const headers = { "content-type": "application/json" };
    const url = `${await listening(io)}/v1/traces`;
    expect((await fetch(url, { method: "POST", headers, body: BODY })).status).toBe(200);
    stop.abort();
    expect(await ended).toBe(0);

    const sessions = recordedIo();
    await run("session list", ["--trail", folder, "--json"], sessions);
    expect(JSON.parse(sessions.stdout[0]!)).toMatchObject({
      config_fingerprint: loaded.kind === "manifest" && loaded.fingerprints.configFingerprint,
      config_binding: "unbound",
    });
  });

  test("takes in what is on file, and what runs is attested by it", async () => {
    const { key, pem } = newKey();
    const store = folderStore(join(folder, "store"));
    await store.put(attestation(key), FINGERPRINT);
    await store.put(approval(key, new Date(Date.now() - 1000)), FINGERPRINT);
    await writeFile(join(folder, "key.pem"), pem);
    const stop = new AbortController();
    const io = recordedIo({ signal: stop.signal });
    const args = ["--listen", "127.0.0.1:0", "--trail", folder, "--json"];
    const onFile = ["--attestations", join(folder, "store")];
    const keys = ["--attestation-keys", join(folder, "key.pem")];
    const ended = run("collect", [...args, ...onFile, ...keys], io);
    const headers = { "content-type": "application/x-protobuf" };
    const body = new Uint8Array(attestedToolCall("lookup_order"));
    const url = `${await listening(io)}/v1/traces`;
    expect((await fetch(url, { method: "POST", headers, body })).status).toBe(200);
    stop.abort();
    expect(await ended).toBe(0);

    const list = recordedIo();
    expect(await run("fingerprint list", ["--trail", folder, "--json"], list)).toBe(0);
    expect(JSON.parse(list.stdout[0]!)).toMatchObject({
      config_fingerprint: FINGERPRINT,
      attested_at: new Date(0).toISOString(),
      approval: "approved",
    });
    const sessions = recordedIo();
    await run("session list", ["--trail", folder, "--json"], sessions);
    expect(JSON.parse(sessions.stdout[0]!)).toMatchObject({ config_binding: "attested" });
  });

  test("says that a port is in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const io = recordedIo();
    expect(await run("collect", ["--listen", `127.0.0.1:${port}`, "--trail", folder], io)).toBe(1);
    expect(io.stderr.join()).toMatch(/EADDRINUSE/);
    other.close();
  });

  test.each([
    [["--listen", "nowhere"], 2, 'expected --listen to be HOST:PORT, got "nowhere"'],
    [["--forward", "ftp://x"], 2, "expected --forward to be an http or https URL"],
    [["extra"], 2, "expected no arguments, got 1"],
    [["--attestations", "."], 2, "expected --attestation-keys (or AUDITSPAN_ATTESTATION_KEYS)"],
    [
      ["--attestations", ".", "--attestation-keys", "nowhere.pem"],
      1,
      "nowhere.pem: cannot be read",
    ],
    [["--manifest", "missing.yaml"], 1, "expected missing.yaml to be readable UTF-8 (ENOENT)"],
  ])("refuses %j", async (args, code, message) => {
    const io = recordedIo();
    expect(await run("collect", ["--trail", folder, ...args], io)).toBe(code);
    expect(io.stderr.join("\n")).toContain(message);
  });
});
