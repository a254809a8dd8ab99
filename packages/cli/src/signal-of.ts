import { UsageError } from "./command.ts";

export type Signal = "traces" | "logs" | "metrics";

/** The signal of a file, and what should be said of it. */
export interface FileSignal {
  readonly signal: Signal;
  readonly note?: string;
}

/**
 * The signal that a file name tells (`…traces…`, `…logs…` or `…metrics…`), else the one of the
 * option. Where they differ the name holds, which the note says.
 */
export function signalOf(file: string, option: string | undefined): FileSignal {
  if (option !== undefined && option !== "traces" && option !== "logs") {
    throw new UsageError(`expected --signal to be traces or logs, got ${JSON.stringify(option)}`);
  }
  const name = file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
  const named = (["traces", "logs", "metrics"] as const).find((signal) => name.includes(signal));
  const signal = named ?? option;
  if (signal === undefined) {
    throw new UsageError(`${file}: expected traces or logs in the file name, or --signal`);
  }
  if (option === undefined || option === signal) return { signal };
  return { signal, note: `--signal says ${option}, the file name ${signal}: read as ${signal}` };
}
