import type { Part } from "../messages/message.ts";
import type { LogRecord, SpanRecord } from "../record.ts";
import type { RecordReader } from "../record-reader.ts";

/** Where a value of a schema attribute stands: a key, the first of several, or what a function finds. */
export type Source = string | readonly string[] | ((reader: RecordReader) => unknown);

/** `auditspan.event.outcome`, as far as a source may state it. */
export type Outcome = "success" | "failure" | "denied" | "timeout" | "unknown";

/** What the content of a span says before it is dropped. */
export interface Content {
  readonly input: readonly Part[];
  readonly output: readonly Part[];
  /** Finish reasons that stand in messages only, as they came. */
  readonly finishReasons?: readonly unknown[] | undefined;
  /** Content to commit to, by the name of the commitment. Never kept. */
  readonly commit?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * How one family of instrumentations names what an audit event needs: one file, one table.
 *
 * A value of `fields` is read through the kind of its schema attribute, and dropped when it does not
 * fit. Keys that no table lists are never read.
 */
export interface Dialect {
  readonly name: string;
  /** One line for the reference page: whose spans these are. */
  readonly title: string;
  /** Scope names that speak this dialect and no other. */
  readonly scopes: readonly string[];
  /** Whether a span of an unknown scope speaks it, by an attribute that only it has. */
  readonly speaks: (record: SpanRecord) => boolean;
  /** The event types that its spans can have, besides `operation`; some more than once. */
  readonly types: readonly string[];
  /** The event type of a span; undefined is an `operation`. */
  readonly typeOf: (record: SpanRecord) => string | undefined;
  /** Schema attribute to source, for every event type. */
  readonly fields: Readonly<Record<string, Source>>;
  readonly content?: ((reader: RecordReader, type: string) => Content) | undefined;
  /**
   * How the action ended, where the status of the span does not say it; undefined leaves it to the
   * status. A span whose status is an error has failed, unless this says that it was denied.
   */
  readonly outcomeOf?: ((reader: RecordReader) => Outcome | undefined) | undefined;
  /** What a failed span says of its error where it has no `error.type`, as it came. */
  readonly errorOf?: ((reader: RecordReader) => unknown) | undefined;
  /** Scopes whose message content travels as log events, not on the span. */
  readonly contentInLogs?: readonly string[] | undefined;
  /**
   * Scopes of client libraries whose calls an instrumentation around them may tell as well. Without
   * content of its own such a completion waits for the span around it, and takes what that one knows.
   */
  readonly toldAround?: readonly string[] | undefined;
  /** Whether a span is a part of its parent's action and decides the outcome of that one. */
  readonly decidesParent?: ((record: SpanRecord) => boolean) | undefined;
  /** The span that a log record of these scopes stands for, where no span tells the same action. */
  readonly spanOfLog?: ((record: LogRecord) => SpanRecord | undefined) | undefined;
}
