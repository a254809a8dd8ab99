import { createPipeline } from "../pipeline.ts";
import type { Pipeline } from "../pipeline.ts";
import type { SessionOptions } from "../session.ts";
import type { Warn } from "./settings.ts";

const OTLP_SETTING = /OTEL_EXPORTER_OTLP_[A-Z_]+/;

/**
 * Creates the pipeline of a process that is set up by its environment.
 *
 * An `OTEL_EXPORTER_OTLP_*` setting that is not valid is said and left out, for a wrong header must
 * not cost the whole trail. Throws what is wrong for another reason.
 */
export function openPipeline(session: SessionOptions, warn: Warn): Pipeline {
  const leftOut = new Map<string, string>();
  try {
    for (;;) {
      try {
        return createPipeline({ session });
      } catch (error) {
        const [name] = OTLP_SETTING.exec((error as Error).message) ?? [];
        const value = process.env[name ?? ""];
        if (name === undefined || value === undefined) throw error;
        warn(`${(error as Error).message}; ${insteadOf(name)}`);
        leftOut.set(name, value);
        delete process.env[name];
      }
    }
  } finally {
    // The environment is the application's: it is left as it was found.
    Object.assign(process.env, Object.fromEntries(leftOut));
  }
}

/** What is done without a setting; where events go is too much to be left to a guess. */
function insteadOf(name: string): string {
  if (!name.endsWith("_ENDPOINT")) return "going on without it";
  const general = "OTEL_EXPORTER_OTLP_ENDPOINT";
  // Empty counts as unset.
  const isGeneral = name !== general && (process.env[general]?.trim() ?? "") !== "";
  return `using ${isGeneral ? general : "http://localhost:4318/v1/traces"}`;
}
