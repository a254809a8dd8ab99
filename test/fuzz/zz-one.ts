import fs from "node:fs";
import { CORPUS_SEEDS } from "./corpus-seeds.ts";
import { mutateRecord } from "./mutate-record.ts";
import { Random } from "./random.ts";
import { createFoldState, createForeignContexts, fold } from "@auditspan/core";
const random = new Random(Number(process.argv[2]));
const seed = random.pick(CORPUS_SEEDS);
const first = random.int(seed.records.length);
const records = seed.records.slice(first, first + 1 + random.int(8));
if (random.chance(0.2)) records.push(random.pick(random.pick(CORPUS_SEEDS).records));
if (random.chance(0.2)) records.push(random.pick(records));
if (random.chance(0.2)) records.reverse();
const log = (s: string) => fs.writeSync(2, s + "\n");
const mutated = records.map((r, i) => {
  log("mutate " + i);
  return random.chance(0.6) ? mutateRecord(r, random, seed) : r;
});
log("mutated");
const contextOf = createForeignContexts({
  key: new Uint8Array(32),
  names: seed.names,
  commitments: process.argv[3] === "c",
  secretScan: process.argv[3] === "s",
});
const state = createFoldState();
for (const r of mutated) {
  log(r.signal + " " + r.scope.name);
  for (const [k, v] of Object.entries(r.attributes)) {
    const t =
      typeof v === "string"
        ? "str " + v.length + " " + v.slice(0, 40)
        : Array.isArray(v)
          ? "arr " + v.length
          : typeof v === "object" && v
            ? "obj " + Object.keys(v).slice(0, 5)
            : String(v);
    log("   " + k.slice(0, 60) + " = " + t);
  }
  fold(state, r, contextOf(r), 0);
}
log("done");
