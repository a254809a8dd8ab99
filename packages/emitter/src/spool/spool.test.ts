import { execFileSync } from "node:child_process";
import fs, {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
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
const takeTexts = (spool: Spool) =>
  spool.take("held", (payload) => Buffer.from(payload).toString());
const texts = (spool: Spool): string[] => takeTexts(spool).map(({ value }) => value);

/** A folder in whose one file texts were left. */
async function leave(all: readonly string[]) {
  const folder = newFolder();
  const spool = await openSpool(folder);
  for (const text of all) put(spool, text);
  await spool.close();
  const path = join(folder, readdirSync(folder)[0]!);
  return { folder, path, bytes: readFileSync(path) };
}

/** Opens a folder; what is said goes to the test instead. */
async function openAndHear(folder: string) {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => write.mockRestore());
  return { spool: await openSpool(folder), said: () => write.mock.calls.flat().join("") };
}

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

test("bytes that cannot be read are said and kept, what stands around them is used", async () => {
  const { folder, path, bytes } = await leave(["a", "b", "c"]);
  bytes[bytes.indexOf("b")]!++;
  writeFileSync(path, bytes);
  const { spool, said } = await openAndHear(folder);
  expect(said()).toContain(`20 bytes of ${path} cannot be read, it is kept as .damaged`);
  const left = takeTexts(spool);
  expect(left.map(({ value }) => value)).toEqual(["a", "c"]);
  for (const { entry } of left) spool.settle(entry);
  await spool.close();
  expect(readdirSync(folder)).toEqual([basename(`${path}.damaged`)]);
  expect(readFileSync(`${path}.damaged`)).toEqual(bytes);
});

test("a write that was cut off is said, and its file goes when the rest is settled", async () => {
  const { folder, path, bytes } = await leave(["a", "b"]);
  writeFileSync(path, bytes.subarray(0, -1));
  const { spool, said } = await openAndHear(folder);
  expect(said()).toContain(`the last 19 bytes of ${path} are a write that was cut off`);
  const left = takeTexts(spool);
  expect(left.map(({ value }) => value)).toEqual(["a"]);
  for (const { entry } of left) spool.settle(entry);
  await spool.close();
  expect(readdirSync(folder)).toEqual([]);
});

test("a record that nobody understands is said and kept, the others are used", async () => {
  const { folder, path } = await leave(["1", "{", "3"]);
  const { spool, said } = await openAndHear(folder);
  const left = spool.take("held", (payload) => JSON.parse(Buffer.from(payload).toString()));
  expect(left.map(({ value }) => value)).toEqual([1, 3]);
  expect(said()).toContain(`record 2 of ${path} cannot be read, it is kept as .damaged`);
  for (const { entry } of left) spool.settle(entry);
  await spool.close();
  expect(readdirSync(folder)).toEqual([basename(`${path}.damaged`)]);
});

test("what has the name of a file and is none is said and left alone", async () => {
  const folder = newFolder();
  const names = ["000000000000003.spool", "000000000000004.spool"];
  mkdirSync(join(folder, names[0]!));
  execFileSync("mkfifo", [join(folder, names[1]!)]);
  const { spool, said } = await openAndHear(folder);
  for (const name of names) {
    expect(said()).toContain(`${join(folder, name)} is not a file, it is left alone`);
  }
  const entry = put(spool, "a");
  await spool.commit();
  spool.settle(entry);
  await spool.close();
  expect(readdirSync(folder)).toEqual(names);
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
          const found = takeTexts(spool).map(({ entry, value }) => [value, entry]);
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
