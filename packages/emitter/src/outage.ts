import type { OtlpSettings } from "./otlp-settings.ts";
import type { SendResult } from "./sender.ts";

/**
 * Tells when requests begin to fail and when they are taken again, once for each: not for every try,
 * and not more often than once a minute where both take turns.
 *
 * A line names the receiver and the cause of the first failure; neither holds content.
 */
export class OutageTeller {
  readonly #receiver: string;
  readonly #tell: (line: string) => void;
  #isTold = false;
  #quietUntil = 0;

  constructor(receiver: string, tell: (line: string) => void) {
    this.#receiver = receiver;
    this.#tell = tell;
  }

  /** Takes note of how a request ended. */
  note(result: SendResult): void {
    if (result.status === "success") {
      if (this.#isTold) this.#say(`${this.#receiver} takes audit events again`);
      this.#isTold = false;
    } else if (!this.#isTold && performance.now() >= this.#quietUntil) {
      this.#isTold = true;
      this.#quietUntil = performance.now() + QUIET_MILLIS;
      const { cause } = result;
      this.#say(`expected ${this.#receiver} to take audit events, got ${cause}; ${thenOf(result)}`);
    }
  }

  #say(line: string): void {
    try {
      this.#tell(line);
    } catch {
      // The host's own failure; there is nobody else to tell.
    }
  }
}

function thenOf({ status }: SendResult): string {
  if (status === "retryable") return "they wait in memory and are sent again";
  return "these are lost, which an events_dropped event will tell";
}

const QUIET_MILLIS = 60_000;

/**
 * What a receiver is called in a line on stderr: its address. User, password and query of a URL may be
 * secrets, and so may a path that is not the one of the specification.
 */
export function receiverName({ url }: Pick<OtlpSettings, "url">): string {
  const { origin, pathname } = url;
  return pathname === "/v1/traces" ? origin + pathname : origin;
}
