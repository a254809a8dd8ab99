import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { chatSpan, traces } from "../../packages/collector/test/otlp-bodies.ts";
import { collectCommand } from "../../packages/cli/src/commands/collect.ts";
import { sessionListCommand } from "../../packages/cli/src/commands/session-list.ts";
import { runCommand } from "../../packages/cli/src/run-command.ts";
import { recordedIo } from "../../packages/cli/src/testing/recorded-io.ts";

const folder = mkdtempSync(join(tmpdir(), "auditspan-pages-"));
afterAll(() => rmSync(folder, { recursive: true }));

const COMMANDS = { collect: collectCommand, "session list": sessionListCommand };
const page = (name: string): string =>
  readFileSync(join(import.meta.dirname, "../../docs", name), "utf8");
const COLLECTOR = page("collector.md");

test("docs/collector.md has every option of the command, and no other", () => {
  const rows = [...COLLECTOR.matchAll(/^\| `--([a-z-]+)/gm)].map(([, name]) => name);
  expect(rows.toSorted()).toEqual(Object.keys(collectCommand.options).toSorted());
  const synopsis = /```sh\nauditspan collect(.*?)```/s.exec(COLLECTOR)?.[1] ?? "";
  for (const name of rows) expect(synopsis).toContain(`--${name}`);
});

test("docs/collector.md has every field that `--json` prints, and no other", async () => {
  // Nothing comes, so nothing is sent to this address.
  const printed = await collect(["--json", "--forward", "http://127.0.0.1:1"], async () => {});
  const fields = JSON.parse(printed) as Record<string, object>;
  const told = /^`--json` prints .*$/m.exec(COLLECTOR)?.[0] ?? "";
  const names = [...told.matchAll(/`(\w+)`/g)].map(([, name]) => name!);
  expect(names.toSorted()).toEqual(
    [...Object.keys(fields), ...Object.keys(fields["forward"]!)].toSorted(),
  );
});

test("docs/trail.md shows the head that `session list` prints", async () => {
  await collect([], async (url) => {
    const headers = { "content-type": "application/json" };
    await fetch(`${url}/v1/traces`, { method: "POST", headers, body: traces([chatSpan()]) });
  });
  const list = recordedIo();
  expect(await runCommand(["session", "list", "--trail", folder], COMMANDS, list)).toBe(0);
  const head = /```text\n(session .*)\n```/.exec(page("trail.md"))?.[1] ?? "";
  expect(head.split(/ {2,}/)).toEqual(list.stdout[0]!.split(/ {2,}/));
});

/** Runs a collector for as long as it is used; returns what it prints at the end. */
async function collect(
  args: readonly string[],
  use: (url: string) => Promise<void>,
): Promise<string> {
  const stop = new AbortController();
  const io = recordedIo({ signal: stop.signal });
  const ended = runCommand(
    ["collect", "--listen", "127.0.0.1:0", "--trail", folder, ...args],
    COMMANDS,
    io,
  );
  await vi.waitFor(() => expect(io.stderr).toHaveLength(1), 10_000);
  await use(/listening on (http:\S+)/.exec(io.stderr[0]!)![1]!);
  stop.abort();
  expect(await ended).toBe(0);
  return io.stdout[0]!;
}
