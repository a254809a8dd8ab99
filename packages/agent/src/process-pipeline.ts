import type { Pipeline } from "./pipeline.ts";

// A global symbol, so that two copies of this package in one process share one pipeline.
const PROCESS_PIPELINE = Symbol.for("auditspan.pipeline.1");
const globals = globalThis as { [PROCESS_PIPELINE]?: Pipeline | undefined };

/** The pipeline that stands for the process, if there is one. */
export function claimedPipeline(): Pipeline | undefined {
  return globals[PROCESS_PIPELINE];
}

/** Makes a pipeline the one of the process, if there is none yet. */
export function claimProcess(pipeline: Pipeline): void {
  globals[PROCESS_PIPELINE] ??= pipeline;
}

/** Gives up the place of a pipeline that is shut down. */
export function releaseProcess(pipeline: Pipeline): void {
  if (globals[PROCESS_PIPELINE] === pipeline) globals[PROCESS_PIPELINE] = undefined;
}
