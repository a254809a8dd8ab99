import { randomBytes } from "node:crypto";
import type { Seal } from "@auditspan/core";

/** The sequence of all events that one emitter writes. A gap in it is an event that was lost. */
export class Lane {
  /** Random, 16 hex digits. */
  readonly id: string = randomBytes(8).toString("hex");
  #next = 0;

  /** Numbers the next event, from 0 on. */
  seal(): Seal {
    return { lane: this.id, seq: this.#next++ };
  }
}
