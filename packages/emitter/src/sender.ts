/** How a request ended. `cause` says why in a word or two, as in `http 503`; it never holds content. */
export type SendResult =
  /** The receiver has it, but for so many spans that it refused for good. */
  | { readonly status: "success"; readonly rejectedSpans?: number | undefined }
  /** Nobody said no, so it may be sent again, not before the stated time. */
  | {
      readonly status: "retryable";
      readonly cause: string;
      readonly retryInMillis?: number | undefined;
    }
  /** The receiver refused it for good. */
  | { readonly status: "failure"; readonly cause: string };

/** Delivers requests, over HTTP or in any other way. */
export interface Sender {
  /**
   * Delivers one `ExportTraceServiceRequest`, which is all parts in a row. The parts must not be
   * changed, and are not by the emitter. A promise that rejects counts as `retryable`.
   */
  send(body: readonly Uint8Array[]): Promise<SendResult>;
  /** Ends all that is open; what is on its way fails. */
  shutdown(): void;
}
