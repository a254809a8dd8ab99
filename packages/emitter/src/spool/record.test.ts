import fc from "fast-check";
import { expect, test } from "vitest";
import {
  decodeSeqs,
  encodeSeqs,
  readRecords,
  RECORD_KINDS,
  recordHeader,
  type RecordKind,
} from "./record.ts";

const KINDS = Object.keys(RECORD_KINDS) as RecordKind[];
const someRecords = fc.array(
  fc.record({
    seq: fc.nat({ max: 2 ** 48 - 1 }),
    kind: fc.constantFrom(...KINDS),
    parts: fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 3 }),
  }),
  { maxLength: 6 },
);
type Given = { seq: number; kind: RecordKind; parts: Uint8Array[] };

const encode = ({ seq, kind, parts }: Given): Buffer =>
  Buffer.concat([recordHeader(seq, kind, parts), ...parts]);
const told = ({ seq, kind, parts }: Given) => ({ seq, kind, payload: Buffer.concat(parts) });
const read = (bytes: Buffer) =>
  readRecords(bytes).records.map(({ payload, ...rest }) => ({
    ...rest,
    payload: Buffer.from(payload),
  }));

test("what is written is read, in its order", () => {
  fc.assert(
    fc.property(someRecords, (records) => {
      const bytes = Buffer.concat(records.map(encode));
      expect(read(bytes)).toEqual(records.map(told));
      expect(readRecords(bytes)).toMatchObject({ damaged: 0, torn: 0 });
    }),
  );
});

test("of a torn file the whole records are read, and the rest is counted", () => {
  fc.assert(
    fc.property(someRecords, fc.nat(), (records, cut) => {
      const encoded = records.map(encode);
      const bytes = Buffer.concat(encoded);
      const end = bytes.length === 0 ? 0 : cut % bytes.length;
      let whole = 0;
      let size = 0;
      while (whole < encoded.length && size + encoded[whole]!.length <= end) {
        size += encoded[whole++]!.length;
      }
      const torn = bytes.subarray(0, end);
      expect(read(torn)).toEqual(records.slice(0, whole).map(told));
      expect(readRecords(torn)).toMatchObject({ damaged: 0, torn: end - size });
    }),
  );
});

test("of a file with a changed bit all records but one are read, and its bytes are counted", () => {
  fc.assert(
    fc.property(someRecords, fc.nat(), fc.nat(7), (records, place, bit) => {
      fc.pre(records.length > 0);
      const encoded = records.map(encode);
      const bytes = Buffer.concat(encoded);
      const at = place % bytes.length;
      bytes[at]! ^= 1 << bit;
      let hit = 0;
      for (let size = encoded[0]!.length; size <= at; size += encoded[hit]!.length) hit++;
      expect(read(bytes)).toEqual(records.toSpliced(hit, 1).map(told));
      const { damaged, torn } = readRecords(bytes);
      expect(damaged + torn).toBe(encoded[hit]!.length);
      expect(damaged).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

test("whatever lies there is read without an error, and counted", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const { records, damaged, torn } = readRecords(Buffer.from(bytes));
      expect([records, damaged + torn]).toEqual([[], bytes.length]);
    }),
    { numRuns: 1000 },
  );
});

test("sequence numbers keep 48 bits", () => {
  const seqs = [1, 2 ** 32, 2 ** 48 - 1];
  expect(decodeSeqs(encodeSeqs(seqs))).toEqual(seqs);
});

test("a record that is too long is refused", () => {
  const part = new Uint8Array(2 ** 27);
  expect(() => recordHeader(1, "events", [part, part, new Uint8Array(1)])).toThrow(
    new RangeError("expected a record of at most 268435456 bytes, got 268435457"),
  );
});
