import { CORPUS_SEEDS } from "./corpus-seeds.ts";
import { foldRecords } from "./fold-records.ts";
import { mutateRecord } from "./mutate-record.ts";
import { Random } from "./random.ts";
const found = new Map<string, [number, number, string]>();
const end = performance.now() + Number(process.argv[2] ?? 20) * 1000;
let n = 0;
let slow = 0;
for (let s = Number(process.argv[3] ?? 1); performance.now() < end; s++, n++) {
  process.stderr.write(`\r${s}   `);
  const random = new Random(s);
  const t = performance.now();
  try {
    const seed = random.pick(CORPUS_SEEDS);
    const first = random.int(seed.records.length);
    const records = seed.records.slice(first, first + 1 + random.int(8));
    if (random.chance(0.2)) records.push(random.pick(random.pick(CORPUS_SEEDS).records));
    if (random.chance(0.2)) records.push(random.pick(records));
    if (random.chance(0.2)) records.reverse();
    const mutated = records.map((r) => (random.chance(0.6) ? mutateRecord(r, random, seed) : r));
    foldRecords(mutated, seed.names, random);
  } catch (e) {
    const err = e as Error;
    const at = (err.stack ?? "")
      .split("\n")
      .filter((l) => l.includes("packages/core") || l.includes("test/fuzz"))
      .slice(0, 3)
      .map((l) => l.trim().replace(/file:.*?main\//, ""))
      .join(" < ");
    const k = err.message.replace(/\d+/g, "N").slice(0, 120) + " @ " + at;
    const f = found.get(k);
    found.set(k, f ? [f[0] + 1, f[1], f[2]] : [1, s, err.message.slice(0, 200)]);
  }
  slow = Math.max(slow, performance.now() - t);
}
console.log(n, "attempts, slowest", slow.toFixed(0));
for (const [k, v] of found) console.log(v[0], "seed", v[1], k);
