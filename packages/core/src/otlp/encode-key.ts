import { ATTRIBUTE_GROUPS } from "../attributes.ts";
import { ProtobufWriter } from "./protobuf-writer.ts";

/** An attribute's key as bytes, with the values that were met with it. */
export class EncodedKey {
  readonly name: string;
  /** Whether stamps have it: only then can an event have it a second time. */
  readonly isStamped: boolean;
  /** `KeyValue.key` with its tag and length, and behind it the tag of `KeyValue.value`. */
  readonly bytes: Uint8Array;
  // Most strings of an event are members of small sets, so that their bytes are soon all known.
  #values: Map<string, Uint8Array> | undefined = new Map();
  readonly #intHeads: (Uint8Array | undefined)[] = [];
  #last: string | undefined;
  #lastBytes: Uint8Array | undefined;

  constructor(key: string) {
    this.name = key;
    this.isStamped = STAMPED.has(key);
    const out = new ProtobufWriter(key.length + 8);
    out.byte(0x0a); // KeyValue.key (1)
    out.string(key);
    out.byte(0x12); // KeyValue.value (2)
    this.bytes = out.bytes();
  }

  /**
   * What stands before the varint of an int_value that takes so many bytes: the length of the
   * `KeyValue`, its key, the length of the `AnyValue` and the tag of int_value (3).
   */
  intHead(size: number): Uint8Array {
    const known = this.#intHeads[size];
    if (known !== undefined) return known;
    const out = new ProtobufWriter(this.bytes.length + 8);
    out.varint(this.bytes.length + 1 + 1 + size);
    out.raw(this.bytes);
    out.varint(1 + size);
    out.byte(0x18);
    return (this.#intHeads[size] = out.bytes());
  }

  /** The bytes that were remembered for a value. */
  recall(value: string): Uint8Array | undefined {
    if (value === this.#last) return this.#lastBytes;
    const known = this.#values?.get(value);
    if (known !== undefined) {
      this.#last = value;
      this.#lastBytes = known;
    }
    return known;
  }

  /** Keeps the bytes of a value, which were just written from the start on. */
  remember(value: string, { buffer, length }: ProtobufWriter, start: number): void {
    if (this.#values === undefined) return;
    // A key with so many values is no set: an id, a time or a digest never comes twice.
    if (this.#values.size === MAX_VALUES) this.#values = undefined;
    else this.#values.set(value, new Uint8Array(buffer.subarray(start, length)));
  }
}

/**
 * The encoded form of the key at a place among the attributes of an event. Events of one kind have
 * the same keys in the same order, so the key that was met there last is mostly the one.
 */
export function encodedKeyAt(place: number, key: string): EncodedKey {
  const recent = recentKeys[place];
  if (recent?.name === key) return recent;
  return (recentKeys[place] = encodedKey(key));
}

/** The encoded form of a key, made once. */
export function encodedKey(key: string): EncodedKey {
  const known = keys.get(key);
  if (known !== undefined) return known;
  const encoded = new EncodedKey(key);
  // Keys are names of the schema and of a manifest, so they are few; the bound is for what is not.
  if (keys.size < MAX_KEYS) keys.set(key, encoded);
  return encoded;
}

const MAX_KEYS = 4096;
const MAX_VALUES = 64;
const STAMPED: ReadonlySet<string> = new Set(
  ["session", "provenance", "runtime"].flatMap((group) => Object.keys(ATTRIBUTE_GROUPS[group]!)),
);
const keys = new Map<string, EncodedKey>();
const recentKeys: EncodedKey[] = [];
