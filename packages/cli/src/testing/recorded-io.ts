import type { CommandIo } from "../command.ts";

/** An `io` that keeps what a command wrote. */
export interface RecordedIo extends CommandIo {
  readonly stdout: string[];
  readonly stderr: string[];
}

export function recordedIo(overrides: Partial<CommandIo> = {}): RecordedIo {
  const stdout: string[] = [];
  const stderr: string[] = [];
  return {
    stdout,
    stderr,
    out: (line) => void stdout.push(line),
    err: (line) => void stderr.push(line),
    colour: false,
    progress: false,
    signal: new AbortController().signal,
    env: {},
    ...overrides,
  };
}
