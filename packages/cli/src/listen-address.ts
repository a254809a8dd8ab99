import { UsageError } from "./command.ts";

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** Reads `HOST:PORT`, where an IPv6 address stands in brackets. */
export function listenAddress(text: string): ListenAddress {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9.-]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (match === null || port > 65_535) {
    throw new UsageError(`expected --listen to be HOST:PORT, got ${JSON.stringify(text)}`);
  }
  return { host: (match[1] ?? match[2])!, port };
}
