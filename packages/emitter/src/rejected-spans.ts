/**
 * `partial_success.rejected_spans` of an `ExportTraceServiceResponse`, 0 when it has none.
 *
 * Reads as far as the bytes go, so that an answer that was cut off still tells.
 */
export function rejectedSpans(response: Uint8Array): number {
  const partialSuccess = findField(response, 0x0a); // partial_success (1)
  if (partialSuccess === undefined) return 0;
  const size = varintAt(response, partialSuccess);
  const message = response.subarray(size.end, size.end + size.value);
  const count = findField(message, 0x08); // rejected_spans (1)
  return count === undefined ? 0 : varintAt(message, count).value;
}

/** Where the value of a field begins, which may stand behind other varints and messages. */
function findField(bytes: Uint8Array, wanted: number): number | undefined {
  let at = 0;
  while (at < bytes.length) {
    const tag = varintAt(bytes, at);
    if (tag.value === wanted) return tag.end;
    const value = varintAt(bytes, tag.end);
    const wireType = tag.value & 7;
    if (wireType !== 0 && wireType !== 2) return undefined;
    at = wireType === 0 ? value.end : value.end + value.value;
  }
  return undefined;
}

function varintAt(bytes: Uint8Array, start: number): { value: number; end: number } {
  let value = 0;
  let end = start;
  // Ten bytes at most: with more of them the unit would be no number any more.
  for (let unit = 1; end < bytes.length && end - start < 10; unit *= 0x80) {
    const byte = bytes[end++]!;
    value += (byte & 0x7f) * unit;
    if (byte < 0x80) break;
  }
  return { value, end };
}
