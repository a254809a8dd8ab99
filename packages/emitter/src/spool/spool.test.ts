import fs, {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import { openSpool } from "./open-spool.ts";
import { Segment } from "./segment.ts";
import type { Spool, SpoolEntry } from "./spool.ts";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "auditspan-spool-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const put = (spool: Spool, text: string): SpoolEntry => spool.append("held", [Buffer.from(text)]);
const texts = (spool: Spool): string[] =>
  spool.take("held").map(({ payload }) => Buffer.from(payload).toString());

/** The folder as a process leaves it that is killed now. */
function crashed(folder: string): string {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  rmSync(join(copy, "lock"));
  return copy;
}

test("what was committed is there after a crash, in its order", async () => {
  const folder = newFolder();
  const spool = await openSpool(folder);
  for (const text of ["a", "b", "c"]) put(spool, text);
  await spool.commit();
  const again = await openSpool(crashed(folder));
  expect(texts(again)).toEqual(["a", "b", "c"]);
  await Promise.all([spool.close(), again.close()]);
});

test("a commit waits until the disk has what was written, and those that came meanwhile share one", async () => {
  const syncs: (() => void)[] = [];
  const sync = vi.spyOn(fs, "fdatasync").mockImplementation((_file, done) => {
    syncs.push(() => done(null));
  });
  const spool = await openSpool(newFolder());
  let committed = 0;
  const commitOne = async (): Promise<void> => {
    put(spool, "a");
    await spool.commit();
    committed++;
  };
  const first = commitOne();
  await vi.waitFor(() => expect(syncs).toHaveLength(1));
  const others = [commitOne(), commitOne(), commitOne()];
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([committed, syncs.length]).toEqual([0, 1]);
  syncs[0]!();
  await first;
  await vi.waitFor(() => expect(syncs).toHaveLength(2));
  expect(committed).toBe(1);
  syncs[1]!();
  await Promise.all(others);
  expect(syncs).toHaveLength(2);
  sync.mockRestore();
  await spool.close();
});

test("what is settled does not come back, and what is not does, start after start", async () => {
  const folder = newFolder();
  let spool = await openSpool(folder);
  const [, b] = ["a", "b", "c"].map((text) => put(spool, text));
  await spool.commit();
  spool.settle(b!);
  await spool.close();
  for (let start = 0; start < 3; start++) {
    spool = await openSpool(folder);
    expect(texts(spool)).toEqual(["a", "c"]);
    await spool.close();
  }
});

test("when all is settled, no file is left", async () => {
  const folder = newFolder();
  const spool = await openSpool(folder);
  const entries = ["a", "b"].map((text) => put(spool, text));
  await spool.commit();
  for (const entry of entries) spool.settle(entry);
  await spool.close();
  expect(readdirSync(folder)).toEqual([]);
});

test("files go while it runs, those alone in which nothing is needed and none before them is", async () => {
  const folder = newFolder();
  const spool = await openSpool(folder);
  const large = Buffer.alloc(16 * 1024 * 1024);
  const entries: SpoolEntry[] = [];
  for (let i = 0; i < 4; i++) {
    entries.push(spool.append("events", [large]));
    await spool.commit();
  }
  const files = () => readdirSync(folder).filter((name) => Segment.isName(name)).length;
  expect(files()).toBe(4);
  spool.settle(entries[1]!);
  await spool.commit();
  expect(files()).toBe(5);
  spool.settle(entries[0]!);
  await spool.commit();
  expect(files()).toBe(3);
  await spool.close();
});

test("folder and files are for their owner alone", async () => {
  const folder = join(newFolder(), "a", "spool");
  const spool = await openSpool(folder);
  put(spool, "a");
  await spool.commit();
  const mode = (path: string) => statSync(path).mode & 0o777;
  expect(mode(folder)).toBe(0o700);
  for (const name of readdirSync(folder)) expect(mode(join(folder, name))).toBe(0o600);
  await spool.close();
});

test("another process is refused, and not after the first has ended", async () => {
  const folder = newFolder();
  const spool = await openSpool(folder);
  await expect(openSpool(folder)).rejects.toThrow(
    `expected ${join(folder, "lock")} to be free, process ${process.pid} has it`,
  );
  await spool.close();
  await (await openSpool(folder)).close();
});

test.each([
  ["a process that is gone", `${2 ** 22 + 1} 1 ab\n`],
  ["an earlier process of the same number", `${process.pid} 1 ab\n`],
  ["nobody", ""],
])("the lock of %s is taken over", async (_, lock) => {
  const folder = newFolder();
  writeFileSync(join(folder, "lock"), lock);
  await (await openSpool(folder)).close();
  expect(readdirSync(folder)).toEqual([]);
});

test("of several that find such a lock at once, one gets it", async () => {
  for (let round = 0; round < 20; round++) {
    const folder = newFolder();
    writeFileSync(join(folder, "lock"), "1 1 ab\n");
    const opened = await Promise.allSettled(Array.from({ length: 8 }, () => openSpool(folder)));
    const spools = opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(spools).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(["lock"]);
    await spools[0]!.close();
  }
});

test("bytes that cannot be read are said and kept, what stands before them is used", async () => {
  const folder = newFolder();
  const first = await openSpool(folder);
  put(first, "a");
  await first.close();
  const file = readdirSync(folder).find((name) => Segment.isName(name))!;
  appendFileSync(join(folder, file), "torn");
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const spool = await openSpool(folder);
  expect(said.mock.calls.flat().join("")).toContain(
    `4 bytes at the end of ${join(folder, file)} cannot be read; the file is kept as .damaged`,
  );
  said.mockRestore();
  for (const { entry } of spool.take("held")) spool.settle(entry);
  await spool.close();
  expect(readdirSync(folder)).toEqual([`${file}.damaged`]);
  expect(readFileSync(join(folder, `${file}.damaged`), "latin1")).toMatch(/atorn$/);
});

test("what could not be written is written with the next, once", async () => {
  const folder = newFolder();
  const spool = await openSpool(folder);
  put(spool, "a");
  const write = vi.spyOn(Segment.prototype, "write");
  write.mockImplementationOnce(async function (this: Segment, bytes) {
    // As a disk that is full after half of it.
    appendFileSync(this.path, bytes.subarray(0, 8));
    return Promise.reject(Object.assign(new Error("full"), { code: "ENOSPC" }));
  });
  await expect(spool.commit()).rejects.toThrow("full");
  put(spool, "b");
  await spool.commit();
  write.mockRestore();
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const again = await openSpool(crashed(folder));
  vi.restoreAllMocks();
  expect(texts(again)).toEqual(["a", "b"]);
  await Promise.all([spool.close(), again.close()]);
});

test("whatever is appended, committed and settled, what is needed comes back and no more", async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("append" as const) }),
    fc.record({ do: fc.constant("settle" as const), which: fc.nat(20) }),
    fc.record({ do: fc.constantFrom("commit" as const, "restart" as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const folder = mkdtempSync(join(tmpdir(), "auditspan-spool-"));
      let spool = await openSpool(folder);
      let live = new Map<string, SpoolEntry>();
      let count = 0;
      for (const it of [...steps, { do: "restart" as const }]) {
        if (it.do === "append") live.set(String(count), put(spool, String(count++)));
        else if (it.do === "commit") await spool.commit();
        else if (it.do === "settle") {
          const [text, entry] = [...live][it.which % live.size] ?? [];
          if (text === undefined) continue;
          spool.settle(entry!);
          live.delete(text);
        } else {
          await spool.close();
          spool = await openSpool(folder);
          const left = spool.take("held");
          const found = left.map(({ entry, payload }) => [String(Buffer.from(payload)), entry]);
          expect(found.map(([text]) => text)).toEqual([...live.keys()]);
          live = new Map(found as [string, SpoolEntry][]);
        }
      }
      await spool.close();
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 60 },
  );
});
