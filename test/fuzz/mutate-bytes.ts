import type { Random } from "./random.ts";
import { SMALL_BODIES } from "./small-bodies.ts";
import type { SmallBody } from "./small-bodies.ts";

/** Pieces that JSON parsers and tables of names trip over. */
const JSON_PIECES = [
  '"__proto__":{"stringValue":"x"},',
  '"key":"__proto__",',
  '{"key":"constructor","value":{"kvlistValue":{"values":[]}}},',
  '"arrayValue":{"values":[{"arrayValue":{"values":[{}]}}]},',
  '{"arrayValue":{"values":['.repeat(40),
  "[".repeat(2000),
  '"intValue":"99999999999999999999",',
  '"intValue":1e999,',
  '"bytesValue":"%%%",',
  '"doubleValue":"NaN",',
  '"\\ud800"',
  "null",
  "-1",
  "}]}",
  ",",
].map((text) => Buffer.from(text));

/** Tags, lengths and numbers at the edges of the protobuf encoding. */
const PROTOBUF_PIECES = [
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0x0a, 0x00],
  [0x2a, 0x02, 0x0a, 0x00],
  [0x32, 0x04, 0x0a, 0x02, 0x0a, 0x00],
  [0x0b, 0x0c],
  [0x0a, 0x09, 0x5f, 0x5f, 0x70, 0x72, 0x6f, 0x74, 0x6f, 0x5f, 0x5f],
  [0x80],
  [0x00],
].map((bytes) => Uint8Array.from(bytes));

/** A body with one to six of its bytes or ranges changed. */
export function mutateBytes(body: SmallBody, random: Random): Uint8Array {
  let bytes: Uint8Array = Buffer.from(body.bytes);
  for (let changes = 1 + random.int(6); changes > 0; changes--) {
    bytes = mutateOnce(bytes, body, random);
  }
  return bytes;
}

function mutateOnce(bytes: Uint8Array, { encoding }: SmallBody, random: Random): Uint8Array {
  const at = random.int(bytes.length + 1);
  const to = Math.min(bytes.length, at + 1 + random.int(random.pick([2, 16, 400])));
  const before = bytes.subarray(0, at);
  switch (random.int(8)) {
    case 0:
    case 1:
      return flipped(bytes, at, 1 << random.int(8));
    case 2:
      return flipped(bytes, at, random.int(256));
    case 3:
      return Buffer.concat([before, bytes.subarray(to)]);
    case 4:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
    case 5: {
      const piece = random.pick<Uint8Array>(encoding === "json" ? JSON_PIECES : PROTOBUF_PIECES);
      return Buffer.concat([before, piece, bytes.subarray(random.chance(0.5) ? at : to)]);
    }
    case 6: {
      const other = random.pick(SMALL_BODIES).bytes;
      const from = random.int(other.length);
      return Buffer.concat([
        before,
        other.subarray(from, from + 1 + random.int(400)),
        bytes.subarray(at),
      ]);
    }
    default:
      return random.chance(0.2) ? before : flipped(bytes, at, 0x80);
  }
}

function flipped(bytes: Uint8Array, at: number, bits: number): Uint8Array {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ bits;
  return changed;
}
