import { otlp } from "../../packages/core/generated/otlp.js";
import { bodiesOf } from "../corpus/runs.ts";
import { CORPUS_SEEDS } from "./corpus-seeds.ts";
import type { CorpusSeed } from "./corpus-seeds.ts";

/** A request with a few of the recorded records, small enough to be changed many times a second. */
export interface SmallBody {
  readonly seed: CorpusSeed;
  readonly signal: "traces" | "logs";
  readonly encoding: "protobuf" | "json";
  readonly bytes: Uint8Array;
}

const RECORDS = 4;

type Message = Record<string, unknown>;

interface Shape {
  readonly resources: string;
  readonly scopes: string;
  readonly records: string;
  readonly codec: {
    decode(bytes: Uint8Array): object;
    encode(message: object): { finish(): Uint8Array };
  };
}

const SHAPES: Readonly<Record<SmallBody["signal"], Shape>> = {
  traces: {
    resources: "resourceSpans",
    scopes: "scopeSpans",
    records: "spans",
    codec: otlp.ExportTraceServiceRequest,
  },
  logs: {
    resources: "resourceLogs",
    scopes: "scopeLogs",
    records: "logRecords",
    codec: otlp.ExportLogsServiceRequest,
  },
};

export const SMALL_BODIES: readonly SmallBody[] = CORPUS_SEEDS.flatMap((seed) =>
  bodiesOf(seed.run).flatMap(({ path, bytes }) => {
    const signal = path.slice("/v1/".length);
    return signal === "traces" || signal === "logs" ? cut(seed, signal, bytes) : [];
  }),
);

function cut(seed: CorpusSeed, signal: SmallBody["signal"], bytes: Buffer): SmallBody[] {
  const { codec, ...names } = SHAPES[signal];
  if (bytes[0] === "{".charCodeAt(0)) {
    const whole = JSON.parse(bytes.toString("utf8")) as Message;
    return parts(whole, names).map((part) => ({
      seed,
      signal,
      encoding: "json",
      bytes: Buffer.from(JSON.stringify(part)),
    }));
  }
  return parts(codec.decode(bytes) as Message, names).map((part) => ({
    seed,
    signal,
    encoding: "protobuf",
    bytes: codec.encode(part).finish(),
  }));
}

function parts(whole: Message, { resources, scopes, records }: Omit<Shape, "codec">): Message[] {
  const made: Message[] = [];
  for (const resource of whole[resources] as Message[]) {
    for (const scope of resource[scopes] as Message[]) {
      const all = scope[records] as unknown[];
      for (let at = 0; at < all.length; at += RECORDS) {
        const few = { ...scope, [records]: all.slice(at, at + RECORDS) };
        made.push({ [resources]: [{ ...resource, [scopes]: [few] }] });
      }
    }
  }
  return made;
}
