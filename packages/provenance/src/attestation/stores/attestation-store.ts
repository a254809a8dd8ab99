import { AttestationError } from "../attestation-error.ts";

/**
 * Where envelopes are kept: attestations, approvals and revocations of configurations.
 *
 * A store is not trusted. What it holds is judged when it is read; what it can do is keep something
 * back.
 */
export interface AttestationStore {
  /** Where it is, as a command takes it. */
  readonly location: string;
  /**
   * Keeps an envelope about a configuration and returns its digest. Keeping it again changes
   * nothing. Throws an `AttestationError`.
   */
  put(envelope: Uint8Array, configFingerprint: string): Promise<string>;
  /**
   * The envelopes about a configuration, or all of them, in no order. Throws an `AttestationError`
   * when they cannot be read whole (`damaged`), or are more than 1,000 or than 64 MiB (`too_large`).
   */
  list(configFingerprint?: string): Promise<readonly Uint8Array[]>;
}

/** More envelopes than this are not read from one place. */
export const MAX_ENVELOPES: number = 1000;
const MAX_TOTAL_BYTES = 64 * 1024 * 1024;

/** Returns the size of what was read so far; throws an `AttestationError` when it is too much. */
export function checkTotal(size: number): number {
  if (size <= MAX_TOTAL_BYTES) return size;
  throw new AttestationError(
    "too_large",
    `expected at most ${MAX_TOTAL_BYTES} bytes of envelopes, got more`,
  );
}
