import type { AuditEvent } from "@auditspan/core";
import type { Loss } from "./loss.ts";
import { LossLedger } from "./loss-ledger.ts";
import { say } from "./say.ts";

/** Who is told of losses: see `EmitterOptions`. */
export interface LossReporterOptions {
  readonly lossEvent?: ((loss: Loss) => AuditEvent) | undefined;
  readonly onLoss?: ((loss: Loss) => void) | undefined;
}

/**
 * Turns losses into events, as soon as there is room, and tells the host those that no event can
 * report.
 */
export class LossReporter {
  readonly #ledger = new LossLedger();
  readonly #lossEvent: LossReporterOptions["lossEvent"];
  readonly #onLoss: (loss: Loss) => void;
  // Reports wait after one was refused. Only when the receiver accepts something again is there a
  // use in another, so the loss of a report never leads to a report at once.
  #isParked = false;
  #telling: NodeJS.Immediate | undefined;

  constructor({ lossEvent, onLoss = warn }: LossReporterOptions) {
    this.#lossEvent = lossEvent;
    this.#onLoss = onLoss;
  }

  get isEmpty(): boolean {
    return this.#ledger.isEmpty;
  }

  /** Records a loss until it can be reported, or tells of one for which there is no room. */
  add(loss: Loss): void {
    const oldest = this.#ledger.add(loss);
    if (oldest !== undefined) this.tell(oldest);
  }

  /** Takes back losses whose reports did not arrive, and waits with further ones. */
  addUnreported(losses: readonly Loss[]): void {
    for (const loss of losses) this.add(loss);
    if (losses.length > 0) this.#isParked = true;
  }

  /** Takes note that the receiver accepts events. */
  resume(): void {
    this.#isParked = false;
  }

  /** Hands on an event for each loss, as long as there is room, or tells of the loss. */
  report(hasRoom: () => boolean, emit: (event: AuditEvent, loss: Loss) => void): void {
    while (!this.#ledger.isEmpty && !this.#isParked && hasRoom()) {
      const loss = this.#ledger.take()!;
      try {
        if (this.#lossEvent === undefined) this.tell(loss);
        else emit(this.#lossEvent(loss), loss);
      } catch {
        // The host made no event of it.
        this.tell(loss);
      }
    }
  }

  /** Tells the host of a loss. */
  tell(loss: Loss): void {
    try {
      this.#onLoss(loss);
    } catch {
      // The host's own failure; there is nobody else to tell.
    }
  }

  /** Tells the host of all losses that are not reported. */
  tellAll(): void {
    for (let loss = this.#ledger.take(); loss !== undefined; loss = this.#ledger.take()) {
      this.tell(loss);
    }
  }

  /** Tells the host of all losses at the end of this turn, so that a row of them is told as one. */
  tellSoon(): void {
    if (this.#telling !== undefined) return;
    this.#telling = setImmediate(() => {
      this.#telling = undefined;
      this.tellAll();
    });
  }
}

function warn({ lane, from, to, count, reason }: Loss): void {
  say(`lost ${count} audit events of lane ${lane}, numbers ${from} to ${to}: ${reason}`);
}
