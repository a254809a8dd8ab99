import type { Trail } from "@auditspan/trail";
import { CommandError, UsageError } from "./command.ts";
import type { CommandOption } from "./command.ts";

const WHOLE = /^sha256:[0-9a-f]{64}$/;
const BEGINNING = /^(?:sha256:)?([0-9a-f]{1,64})$/;
/** Sessions that are looked through at a time. */
const PAGE = 10_000;

export const FINGERPRINT_OPTION: CommandOption = {
  type: "string",
  value: "DIGEST",
  help: "only sessions of this configuration; the beginning of its digest when only one begins so",
};

/**
 * The fingerprint that the option means; undefined when it is not given.
 *
 * Throws a `UsageError` when it is no digest, a `CommandError` when it is the beginning of none, or
 * of several, in the trail.
 */
export async function fingerprintOf(trail: Trail, option: unknown): Promise<string | undefined> {
  if (typeof option !== "string") return undefined;
  const given = option.toLowerCase();
  if (WHOLE.test(given)) return given;
  const [, hex] = BEGINNING.exec(given) ?? [];
  if (hex === undefined) {
    throw new UsageError(
      `expected --fingerprint to be sha256: and up to 64 hex digits, got ${JSON.stringify(option)}`,
    );
  }
  const found = await fingerprintsFrom(trail, `sha256:${hex}`);
  if (found.length === 1) return found[0];
  throw new CommandError(
    found.length === 0
      ? `no session has a fingerprint that begins with ${hex}`
      : `${found.length} fingerprints begin with ${hex}: give more of the digest`,
  );
}

async function fingerprintsFrom(trail: Trail, beginning: string): Promise<string[]> {
  const found = new Set<string>();
  let before: string | undefined;
  for (;;) {
    const page = await trail.sessions({ limit: PAGE, ...(before === undefined ? {} : { before }) });
    for (const { fingerprint } of page) {
      if (fingerprint?.startsWith(beginning) === true) found.add(fingerprint);
    }
    before = page.at(-1)?.sessionId;
    if (page.length < PAGE) return [...found];
  }
}
