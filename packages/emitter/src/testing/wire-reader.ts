/** What tests look at of a span on the wire. */
export interface WireSpan {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
}

/** The spans of an `ExportTraceServiceRequest`; reads nothing but names, strings and small ints. */
export function readSpans(request: Uint8Array): WireSpan[] {
  const resourceSpans = fields(request).filter((field) => field.number === 1);
  const scopeSpans = resourceSpans.flatMap((each) => fields(each.bytes)).filter(isSecond);
  return scopeSpans
    .flatMap((each) => fields(each.bytes))
    .filter(isSecond)
    .map(readSpan);
}

interface Field {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly varint: number;
}

const NO_BYTES = new Uint8Array();
const isSecond = (field: Field): boolean => field.number === 2;
const text = (field: Field | undefined): string => Buffer.from(field?.bytes ?? NO_BYTES).toString();

function readSpan(span: Field): WireSpan {
  const all = fields(span.bytes);
  const attributes = all
    .filter((field) => field.number === 9)
    .map(({ bytes }) => {
      const [key, any] = fields(bytes);
      const [value] = fields(any?.bytes ?? NO_BYTES);
      return [text(key), value?.number === 1 ? text(value) : (value?.varint ?? -1)] as const;
    });
  return {
    name: text(all.find((field) => field.number === 5)),
    attributes: Object.fromEntries(attributes),
  };
}

function fields(bytes: Uint8Array): Field[] {
  const found: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let unit = 1; ; unit *= 0x80) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const wireType = tag & 7;
    const value = wireType === 1 ? 8 : varint();
    const size = wireType === 0 ? 0 : value;
    found.push({ number: tag >>> 3, bytes: bytes.subarray(at, at + size), varint: value });
    at += size;
  }
  return found;
}
