import type { LogRecord, SpanEvent, SpanRecord } from "@auditspan/core";
import { CORPUS_KEYS, CORPUS_SEEDS } from "./corpus-seeds.ts";
import type { CorpusSeed } from "./corpus-seeds.ts";
import { HOSTILE_KEYS, hostileValue, withKeys } from "./hostile-value.ts";
import type { Random } from "./random.ts";

type Record_ = SpanRecord | LogRecord;
type Attributes = Record<string, unknown>;

/** A record with one to four things changed that no instrumentation would do. */
export function mutateRecord(record: Record_, random: Random, seed: CorpusSeed): Record_ {
  let mutated = { ...record, attributes: copied(record.attributes) } as Record_;
  for (let changes = 1 + random.int(4); changes > 0; changes--) {
    mutated = random.chance(0.7)
      ? { ...mutated, attributes: mutateAttributes(copied(mutated.attributes), random, seed) }
      : mutateFields(mutated, random, seed);
  }
  return mutated;
}

function mutateAttributes(attributes: Attributes, random: Random, seed: CorpusSeed): Attributes {
  const keys = Object.keys(attributes);
  const key = keys.length === 0 ? random.pick(CORPUS_KEYS) : random.pick(keys);
  switch (random.int(8)) {
    case 0:
    case 1:
      attributes[key] = hostileValue(random, seed);
      return attributes;
    case 2: {
      // Two values change places, so each stands under a key of another kind.
      const other = keys.length === 0 ? key : random.pick(keys);
      [attributes[key], attributes[other]] = [attributes[other], attributes[key]];
      return attributes;
    }
    case 3: {
      const hostile = random.pick([...HOSTILE_KEYS, random.pick(seed.canaries)]);
      attributes[hostile] = random.chance(0.5) ? attributes[key] : hostileValue(random, seed);
      return attributes;
    }
    case 4:
      attributes[random.pick(CORPUS_KEYS)] = hostileValue(random, seed);
      return attributes;
    case 5: {
      const value = attributes[key];
      if (typeof value === "string") attributes[key] = value.slice(0, random.int(value.length + 1));
      return attributes;
    }
    case 6:
      attributes[key] = mutateJson(attributes[key], random, seed);
      return attributes;
    default: {
      // What another dialect wrote of its call, on the span of this one.
      const from = random.pick(random.pick(CORPUS_SEEDS).records);
      return random.chance(0.5)
        ? Object.assign(attributes, from.attributes)
        : copied({ ...from.attributes, ...attributes });
    }
  }
}

/** Changes one place inside a value or a JSON text, and gives it back in the same form. */
function mutateJson(value: unknown, random: Random, seed: CorpusSeed): unknown {
  if (typeof value === "object" && value !== null) return mutateInside(value, random, seed);
  if (typeof value !== "string" || value.length > 200_000) return hostileValue(random, seed);
  try {
    return jsonText(mutateInside(JSON.parse(value), random, seed));
  } catch {
    // No JSON, or by now one with too many levels for a text.
    return `${value.slice(0, random.int(value.length + 1))}${random.pick(seed.canaries)}`;
  }
}

// Parts that stand in one value many times have a text without end.
function jsonText(value: unknown): string {
  let left = 100_000;
  return JSON.stringify(value, (_, item: unknown) => {
    if (left-- === 0) throw new RangeError("too large for a text");
    return typeof item === "bigint" ? String(item) : item;
  });
}

function mutateInside(value: unknown, random: Random, seed: CorpusSeed): unknown {
  if (typeof value !== "object" || value === null || random.chance(0.15)) {
    return hostileValue(random, seed);
  }
  if (Array.isArray(value)) {
    const items = [...(value as unknown[])];
    const at = random.int(items.length + 1);
    items[at] = mutateInside(items[at], random, seed);
    return items;
  }
  if (random.chance(0.15)) return withKeys(random, value);
  const fields: Attributes = { ...value };
  const keys = Object.keys(fields);
  if (keys.length === 0) return { text: hostileValue(random, seed) };
  const key = random.pick(keys);
  fields[key] = mutateInside(fields[key], random, seed);
  return fields;
}

const ODD_TIMES = [0n, 1n, 2n ** 63n, 2n ** 64n - 1n, 253_402_300_800_000_000_000n];

function mutateFields(record: Record_, random: Random, seed: CorpusSeed): Record_ {
  const text = random.pick([random.pick(seed.canaries), "", random.pick(HOSTILE_KEYS)]);
  switch (random.int(6)) {
    case 0:
      return { ...record, traceId: random.pick([text, "0".repeat(32), "A".repeat(32)]) };
    case 1:
      return { ...record, spanId: random.pick([text, "0".repeat(16), record.spanId]) };
    case 2:
      return { ...record, scope: random.pick(random.pick(CORPUS_SEEDS).records).scope };
    case 3:
      return { ...record, scope: { name: random.pick(["auditspan", text]), version: text } };
    case 4:
      return { ...record, resource: { ...record.resource, "session.id": text, [text]: text } };
    default:
      return record.signal === "span"
        ? mutateSpan(record, text, random, seed)
        : mutateLog(record, text, random, seed);
  }
}

function mutateSpan(span: SpanRecord, text: string, random: Random, seed: CorpusSeed): SpanRecord {
  switch (random.int(7)) {
    case 0:
      return { ...span, name: `${span.name.split(" ")[0]} ${text}` };
    case 1:
      return { ...span, name: text };
    case 2:
      return { ...span, startTime: random.pick(ODD_TIMES), endTime: random.pick(ODD_TIMES) };
    case 3:
      return { ...span, statusCode: random.int(4), kind: random.int(8) };
    case 4:
      return { ...span, parentSpanId: random.pick([text, span.spanId, undefined]) };
    case 5: {
      // Events of another dialect's span, or the fields of a log record as an event.
      const from = random.pick(random.pick(CORPUS_SEEDS).records);
      const spliced: readonly SpanEvent[] =
        from.signal === "span"
          ? from.events
          : [{ name: from.eventName, attributes: from.attributes }];
      return { ...span, events: [...span.events, ...spliced] };
    }
    default:
      return {
        ...span,
        events: [
          ...span.events.map(({ name, attributes = {} }) => ({
            name: random.chance(0.2) ? text : name,
            attributes: mutateAttributes(copied(attributes), random, seed),
          })),
          { name: random.pick(["exception", text]), attributes: { "exception.type": text } },
        ],
      };
  }
}

function mutateLog(log: LogRecord, text: string, random: Random, seed: CorpusSeed): LogRecord {
  const from = random.pick(random.pick(CORPUS_SEEDS).records);
  switch (random.int(4)) {
    case 0:
      return { ...log, eventName: from.signal === "log" ? from.eventName : text };
    case 1:
      return { ...log, body: mutateJson(log.body, random, seed) };
    case 2:
      return { ...log, body: from.signal === "log" ? from.body : from.attributes };
    default:
      return { ...log, time: random.pick(ODD_TIMES), spanId: from.spanId, traceId: from.traceId };
  }
}

// Decoded attributes have no prototype, those of live spans have one; both come in.
function copied(attributes: Readonly<Attributes>): Attributes {
  return Object.assign(Object.create(null) as Attributes, attributes);
}
