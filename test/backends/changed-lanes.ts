import type { Place } from "./preset-statements.ts";
import type { CollectorConfig } from "./start-otelcol.ts";

/** Where the lanes of a test begin and end. */
export interface LaneEnds {
  readonly receiver: string;
  /** Base URL; the name of the lane is its first folder. */
  readonly sink: string;
}

/** Adds a receiver on a port of loopback. */
export function listen({ receivers }: CollectorConfig, name: string, port: number): void {
  receivers[name] = { protocols: { http: { endpoint: `127.0.0.1:${port}` } } };
}

/** Adds a content lane in which one statement is another, or is left out. */
export function addLane(
  config: CollectorConfig,
  name: string,
  ends: LaneEnds,
  { processor, signal, path }: Place,
  statement: string | undefined,
): void {
  const changed = structuredClone(config.processors[processor]!);
  const list = path
    .slice(0, -1)
    .reduce<unknown>((at, key) => (at as never)[key], changed) as string[];
  list.splice(path.at(-1) as number, 1, ...(statement === undefined ? [] : [statement]));
  const own = `${processor.split("/")[0]}/${name}`;
  config.processors[own] = changed;
  // The second net would catch some of what the first lets through.
  const stays = (each: string): boolean => statement !== undefined || !each.startsWith("redaction");
  addPipeline(config, name, ends, signal, stays);
  const pipeline = config.service.pipelines[`${signal}/${name}`]!;
  pipeline.processors = pipeline.processors.map((each) => (each === processor ? own : each));
}

/** Adds a lane with some of the processors of the content lane. */
export function addPipeline(
  { exporters, service }: CollectorConfig,
  name: string,
  { receiver, sink }: LaneEnds,
  signal: "traces" | "logs",
  stays: (processor: string) => boolean,
): void {
  const endpoint = `${sink}/${name}`;
  exporters[`otlp_http/${name}`] = { endpoint, sending_queue: { enabled: false } };
  service.pipelines[`${signal}/${name}`] = {
    receivers: [receiver],
    processors: service.pipelines[`${signal}/content`]!.processors.filter(stays),
    exporters: [`otlp_http/${name}`],
  };
}
