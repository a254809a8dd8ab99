import { OtlpDecodeError } from "./decode-error.ts";
import { KeyCache } from "./key-cache.ts";

/** A bit for each of the field numbers that a message reads, for `skip`. */
export function fieldMask(...fields: number[]): number {
  return fields.reduce((mask, field) => mask | (1 << field), 0);
}

/** Reads protobuf fields in order. Every method throws an `OtlpDecodeError` rather than read past its message. */
export class ProtobufReader {
  readonly #bytes: Buffer;
  #position = 0;
  #end: number;
  readonly #keys: KeyCache;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#end = bytes.byteLength;
    this.#keys = new KeyCache(this.#bytes);
  }

  /** Where the reader stands, for messages. */
  readonly where = (): string => `byte ${this.#position}`;

  /** Whether the message that was entered last has more fields. */
  more(): boolean {
    return this.#position < this.#end;
  }

  /** Enters a length-delimited field. What it answers goes back to `leave`. */
  enter(): number {
    const end = this.#lengthEnd();
    const outer = this.#end;
    this.#end = end;
    return outer;
  }

  leave(outer: number): void {
    this.#position = this.#end;
    this.#end = outer;
  }

  /** Goes back to the start of the message that was entered at `position`, for a second pass. */
  rewind(position: number): void {
    this.#position = position;
  }

  get position(): number {
    return this.#position;
  }

  /** Field number times eight plus wire type. */
  tag(): number {
    const tag = this.#uint32();
    if (tag < 8) this.#fail("a field number from 1");
    return tag;
  }

  /**
   * Skips a field. `known` has a bit for each field number that the message reads: one of these
   * that comes here came with another wire type than its own.
   */
  skip(tag: number, known: number): void {
    const field = tag >>> 3;
    if (field < 32 && ((known >>> field) & 1) === 1) {
      this.#fail(`another wire type than ${tag & 7} for field ${field}`);
    }
    switch (tag & 7) {
      case 0:
        this.int64();
        return;
      case 1:
        this.#position = this.#advance(8);
        return;
      case 2:
        this.#position = this.#lengthEnd();
        return;
      case 5:
        this.#position = this.#advance(4);
        return;
      default:
        this.#fail("a wire type of proto3");
    }
  }

  /** Skips a length-delimited field without looking into it. */
  skipLength(): void {
    this.#position = this.#lengthEnd();
  }

  /** An integer, as a number where a number is exact and else as a bigint. */
  int64(): number | bigint {
    const bytes = this.#bytes;
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.#position >= this.#end) this.#fail("the rest of an integer");
      const byte = bytes[this.#position++] as number;
      const bits = byte & 127;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high = bits >>> 4;
      } else high |= bits << (shift - 32);
      if (byte < 128) return toInteger(low, high);
    }
    return this.#fail("an integer of at most 10 bytes");
  }

  /** An enum: values beyond `max` are 0, the unspecified one. */
  enum(max: number): number {
    const value = this.int64();
    return typeof value === "number" && value >= 0 && value <= max ? value : 0;
  }

  fixed64(): bigint {
    const start = this.#position;
    this.#position = this.#advance(8);
    return this.#bytes.readBigUInt64LE(start);
  }

  double(): number {
    const start = this.#position;
    this.#position = this.#advance(8);
    return this.#bytes.readDoubleLE(start);
  }

  /** Text; what is not UTF-8 becomes U+FFFD. */
  string(): string {
    const end = this.#lengthEnd();
    const start = this.#position;
    this.#position = end;
    return start === end ? "" : this.#bytes.toString("utf8", start, end);
  }

  /** Text that is likely to come again in this body. */
  key(): string {
    const end = this.#lengthEnd();
    const start = this.#position;
    this.#position = end;
    return this.#keys.read(start, end);
  }

  /** A copy, so that one value does not keep the whole body in memory. */
  bytes(): Uint8Array {
    const end = this.#lengthEnd();
    const start = this.#position;
    this.#position = end;
    return new Uint8Array(this.#bytes.subarray(start, end));
  }

  /** An id in lower-case hex; empty when it is not `length` bytes long or all zero, which is no id. */
  id(length: 8 | 16): string {
    const end = this.#lengthEnd();
    const start = this.#position;
    this.#position = end;
    if (end - start !== length) return "";
    let any = 0;
    for (let at = start; at < end; at++) any |= this.#bytes[at] as number;
    return any === 0 ? "" : this.#bytes.toString("hex", start, end);
  }

  #uint32(): number {
    const byte = this.#bytes[this.#position] as number;
    if (byte < 128 && this.#position < this.#end) {
      this.#position++;
      return byte;
    }
    const value = this.int64();
    if (typeof value === "number" && value >= 0 && value <= 0xffff_ffff) return value;
    return this.#fail("an unsigned integer of 32 bits");
  }

  #lengthEnd(): number {
    const length = this.#uint32();
    return this.#advance(length);
  }

  #advance(length: number): number {
    const end = this.#position + length;
    if (end > this.#end) this.#fail(`${length} more bytes within the message`);
    return end;
  }

  #fail(expectation: string): never {
    throw new OtlpDecodeError(expectation, this.where());
  }
}

function toInteger(low: number, high: number): number | bigint {
  const value = (high | 0) * 0x1_0000_0000 + (low >>> 0);
  if (Number.isSafeInteger(value)) return value;
  return BigInt.asIntN(64, (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0));
}
