import {
  count,
  digest,
  flag,
  hex,
  infra,
  inode,
  keyed,
  list,
  member,
  oneOf,
  ratio,
  shape,
  signature,
  size,
  time,
  uuid4,
  uuid7,
} from "../kinds.ts";
import type { Kind } from "../kinds.ts";
import { GRAMMARS } from "../grammars.ts";
import type { Grammar } from "../kinds.ts";

/** One of each kind, two where the variant matters. */
export const SAMPLE_KINDS: readonly (readonly [name: string, kind: Kind])[] = [
  ["flag", flag],
  ["count", count(100)],
  ["size", size],
  ["ratio", ratio(-2, 2)],
  ["enum", oneOf(["stop", "tool_calls", "other"], { tooluse: "tool_calls" })],
  ["enum without other", oneOf(["low", "high"])],
  ["member of tools", member("tools")],
  ["member of models", member("models")],
  ["member of event types", member("event_types")],
  ["list of an enum", list(oneOf(["stop", "other"]), 3)],
  ["list of counts", list(count(9), 3)],
  ["shape", shape],
  ["list of shapes", list(shape, 3)],
  ["digest", digest],
  ["keyed", keyed],
  ["hex", hex(16)],
  ["signature", signature],
  ["time", time],
  ["inode", inode],
  ["uuid 4", uuid4],
  ["uuid 7", uuid7],
  ...(Object.keys(GRAMMARS) as Grammar[]).map((name) => [`infra ${name}`, infra(name)] as const),
];
