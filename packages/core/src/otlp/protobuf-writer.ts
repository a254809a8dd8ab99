/**
 * A growing run of protobuf bytes, written front to back.
 *
 * The room of a length is reserved before its message is known, and the message is moved only where
 * the length turns out longer or shorter. Capacity doubles, so that a little data holds little memory.
 */
export class ProtobufWriter {
  /** The written bytes are the first `length` of these; the rest is not initialised. */
  buffer: Buffer;
  /** Bytes written. Lower it to take back what was written last. */
  length = 0;

  #view: DataView;

  constructor(capacity = 4096) {
    this.buffer = Buffer.allocUnsafeSlow(capacity);
    this.#view = new DataView(this.buffer.buffer);
  }

  /** A view, valid until the next write. */
  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  /** Makes sure that so many more bytes fit. */
  reserve(size: number): void {
    const needed = this.length + size;
    if (needed <= this.buffer.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, needed));
    grown.set(this.bytes());
    this.buffer = grown;
    this.#view = new DataView(grown.buffer);
  }

  byte(value: number): void {
    this.reserve(1);
    this.buffer[this.length++] = value;
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** An unsigned varint below 2^32. */
  varint(value: number): void {
    this.reserve(5);
    while (value > 0x7f) {
      this.buffer[this.length++] = (value & 0x7f) | 0x80;
      value >>>= 7;
    }
    this.buffer[this.length++] = value;
  }

  /** An int64, two's complement, from a safe integer. */
  int64(value: number): void {
    if (value >= 0 && value <= 0x7fffffff) return this.varint(value);
    this.reserve(10);
    let low = value >>> 0;
    let high = Math.floor(value / 0x1_0000_0000) >>> 0;
    while (high > 0) {
      this.buffer[this.length++] = (low & 0x7f) | 0x80;
      low = ((low >>> 7) | (high << 25)) >>> 0;
      high >>>= 7;
    }
    this.varint(low);
  }

  /** A uint64 in eight bytes, little-endian. */
  fixed64(value: bigint): void {
    this.reserve(8);
    this.#view.setBigUint64(this.length, value, true);
    this.length += 8;
  }

  double(value: number): void {
    this.reserve(8);
    this.#view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  /** UTF-8 with its length before it. A lone surrogate becomes U+FFFD. */
  string(value: string): void {
    const start = this.length;
    this.varint(value.length);
    if (this.text(value) === value.length) return;
    this.length = start;
    this.varint(Buffer.byteLength(value));
    this.text(value);
  }

  /**
   * UTF-8 without its length, and the number of bytes: as many as the string has code units if, and
   * only if, it is ASCII.
   */
  text(value: string): number {
    // Three bytes for each code unit are enough for any string.
    this.reserve(value.length * 3);
    if (value.length <= SHORT && this.#shortText(value)) return value.length;
    const written = this.buffer.write(value, this.length);
    this.length += written;
    return written;
  }

  // A call into the runtime costs more than a loop over an id or a time.
  #shortText(value: string): boolean {
    const { buffer, length } = this;
    let all = 0;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      all |= code;
      buffer[length + i] = code;
    }
    if (all > 0x7f) return false;
    this.length = length + value.length;
    return true;
  }

  /** Starts a message whose length stands before it; hand the mark to `close`. */
  open(): number {
    this.reserve(LENGTH_SIZE);
    this.length += LENGTH_SIZE;
    return this.length;
  }

  /** Ends the message that was started at the mark. */
  close(mark: number): void {
    const size = this.length - mark;
    const start = mark - LENGTH_SIZE;
    const lengthSize = varintSize(size);
    if (lengthSize !== LENGTH_SIZE) {
      this.reserve(lengthSize);
      this.buffer.copyWithin(start + lengthSize, mark, this.length);
    }
    this.length = start;
    this.varint(size);
    this.length += size;
  }
}

/** Bytes that an unsigned varint below 2^32 takes. */
export function varintSize(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x20_0000) return 3;
  return value < 0x1000_0000 ? 4 : 5;
}

/** Bytes that `int64` takes. */
export function int64Size(value: number): number {
  if (value < 0) return 10;
  let size = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 0x80)) size++;
  return size;
}

const SHORT = 48;
// A span of ours takes 128 to 16,383 bytes, but for rare ones.
const LENGTH_SIZE = 2;
