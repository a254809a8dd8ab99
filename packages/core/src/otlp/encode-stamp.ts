import type { Stamp } from "../audit-event.ts";
import { encodeAttribute } from "./encode-attribute.ts";
import { encodedKey } from "./encode-key.ts";
import { ProtobufWriter } from "./protobuf-writer.ts";

/** The attributes of a stamp as bytes, and their keys. */
export interface EncodedStamp {
  readonly bytes: Uint8Array;
  readonly keys: ReadonlySet<string>;
  /** Whether all of them are keys that only stamps have: then most keys of an event need no look. */
  readonly isUsual: boolean;
}

/** Encodes the attributes of a stamp under the given tag, once for each stamp object. */
export function encodedStamp(stamp: Stamp, tag: number): EncodedStamp {
  const known = cache.get(stamp);
  if (known !== undefined) return known;
  const out = new ProtobufWriter(1024);
  const keys = Object.keys(stamp.attributes);
  for (const key of keys) encodeAttribute(out, tag, key, stamp.attributes[key]);
  const isUsual = keys.every((key) => encodedKey(key).isStamped);
  const encoded = { bytes: out.bytes(), keys: new Set(keys), isUsual };
  cache.set(stamp, encoded);
  return encoded;
}

const cache = new WeakMap<Stamp, EncodedStamp>();
