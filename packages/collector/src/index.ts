export { createCollector } from "./collector.ts";
export type { Collector, CollectorForward, CollectorOptions } from "./collector.ts";
export type { CollectorStats, RefusalReason } from "./collector-stats.ts";
export { AttestedConfigs } from "./provenance/attested-configs.ts";
export { readStatements } from "./provenance/read-statements.ts";
export type { StatementsOnFile } from "./provenance/read-statements.ts";
export { loadKey } from "./load-key.ts";
export type { TrailSink } from "./trail-writer.ts";
