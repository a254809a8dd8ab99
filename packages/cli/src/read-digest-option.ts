import { UsageError } from "./command.ts";

/** The digest of an option, `sha256:<hex>`. */
export function readDigestOption(value: unknown, option: string): string {
  if (typeof value === "string" && /^sha256:[0-9a-f]{64}$/.test(value)) return value;
  const got = value === undefined ? "nothing" : JSON.stringify(value);
  throw new UsageError(`expected --${option} to be sha256: and 64 hex digits, got ${got}`);
}
