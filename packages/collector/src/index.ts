export { createCollector } from "./collector.ts";
export type { Collector, CollectorOptions } from "./collector.ts";
export type { CollectorStats, RefusalReason } from "./collector-stats.ts";
export { loadKey } from "./load-key.ts";
