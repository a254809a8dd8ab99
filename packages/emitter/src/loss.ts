/** Events that will not arrive. */
export interface Loss {
  /** Lane whose events they are. */
  readonly lane: string;
  /** First and last sequence number among which they are. */
  readonly from: number;
  readonly to: number;
  /** How many they are: all of the range, or fewer where just a part of it was refused. */
  readonly count: number;
  readonly reason: LossReason;
}

/**
 * `queue_full`: there was no room. `rejected`: refused for good, by the receiver or because the event
 * could not be encoded. `shutdown`: not delivered when the emitter was shut down.
 */
export type LossReason = "queue_full" | "rejected" | "shutdown";
