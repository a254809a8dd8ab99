import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import {
  decodeBody,
  encodeExportResponse,
  type LogRecord,
  OtlpDecodeError,
  type OtlpEncoding,
  type OtlpSignal,
  type PartialSuccess,
  type SpanRecord,
} from "@auditspan/core";
import { answer, answerMetrics, answerRefusal, answerText } from "./answer.ts";
import { ByteBudget } from "./byte-budget.ts";
import type { Counts } from "./collector-stats.ts";
import { type BodyLimits, readBody } from "./read-body.ts";
import { Refusal } from "./refusal.ts";
import { compressionOf, encodingOf } from "./request-headers.ts";
import { signalOf } from "./signal-of.ts";

export interface ReceiveOptions {
  readonly limits: BodyLimits & {
    readonly maxInFlightBytes: number;
    readonly maxPendingEvents: number;
  };
  readonly counts: Counts;
  /** What `/metrics` answers. */
  readonly metrics: () => string;
  /** What takes the records; undefined until it is there. */
  readonly target: () => RecordTarget | undefined;
}

interface RecordTarget {
  /** Events that wait to be stored. */
  readonly pending: number;
  /** Whether nothing more can be promised to go on. */
  readonly isFull: boolean;
  /** Resolves with the number of events that were rejected when the others are safe. */
  accept(records: readonly (SpanRecord | LogRecord)[]): Promise<number>;
}

/** Answers OTLP/HTTP requests (OTLP specification, "OTLP/HTTP Response"). Never throws. */
export function createReceive(options: ReceiveOptions): RequestListener {
  const budget = new ByteBudget(options.limits.maxInFlightBytes);
  return (request, response) => {
    const encoding = encodingOf(request.headers);
    void receive(request, response, encoding, options, budget).catch((error: unknown) => {
      const refusal = toRefusal(error);
      const { refused } = options.counts;
      refused[refusal.reason] = (refused[refusal.reason] ?? 0) + 1;
      answerRefusal(request, response, encoding, refusal);
    });
  };
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  encoding: OtlpEncoding | undefined,
  { limits, counts, metrics, target: targetOf }: ReceiveOptions,
  budget: ByteBudget,
): Promise<void> {
  const target = targetOf();
  if (target === undefined) {
    throw new Refusal("trail", "expected the trail to be open, it is not yet");
  }
  const signal = route(request, response, metrics);
  if (signal === undefined) return;
  if (encoding === undefined) {
    throw new Refusal(
      "content_type",
      "expected content-type application/x-protobuf or application/json",
    );
  }
  const compression = compressionOf(request.headers);
  refuseOverload(target, limits.maxPendingEvents);
  const account = budget.open();
  try {
    const body = await readBody(request, compression, limits, account);
    if (signal === "metrics") {
      answer(response, encoding, encodeExportResponse(signal, encoding, METRICS));
      return;
    }
    // Any number of requests may have been let in while this body was on its way.
    refuseOverload(target, limits.maxPendingEvents);
    const onCut = (values: number): void => void (counts.cut += values);
    const records = decodeBody(body, { signal, encoding }, { onCut, maxRecords: MAX_RECORDS });
    const invalidIds = records.filter(hasInvalidId).length;
    counts.invalidIds += invalidIds;
    const rejected = await target.accept(records).catch(() => {
      throw new Refusal("trail", "expected the events to be stored, they were not");
    });
    answer(
      response,
      encoding,
      encodeExportResponse(signal, encoding, partial(rejected, invalidIds)),
    );
  } finally {
    account.close();
  }
}

// A few hundred bytes of gzip can say so many empty spans, and each becomes an event. Senders put
// some hundreds in a request, a stock collector some thousands.
const MAX_RECORDS = 25_000;

function refuseOverload({ pending, isFull }: RecordTarget, max: number): void {
  if (pending > max) {
    throw new Refusal("overloaded", `expected at most ${max} events to wait for the trail`);
  }
  if (isFull) throw new Refusal("overloaded", "expected room in the queue of the forward");
}

// The number of data points is not known without reading them; 0 with a message is a warning.
const METRICS = { rejected: 0, message: "metrics are not kept: an audit trail holds events" };

function partial(rejected: number, invalidIds: number): PartialSuccess | undefined {
  const parts = [];
  if (rejected > 0) parts.push("events that break a rule of the schema were not kept");
  // They are kept, so they are no rejected spans; but who sends them should know.
  if (invalidIds > 0) {
    parts.push(
      `spans without a valid trace or span id: ${invalidIds}; kept, those that are sent again perhaps twice`,
    );
  }
  return parts.length === 0 ? undefined : { rejected, message: parts.join("; ") };
}

// What is no id was read as none.
function hasInvalidId(record: SpanRecord | LogRecord): boolean {
  return record.signal === "span" && (record.traceId === "" || record.spanId === "");
}

/** The signal that a request is for; undefined when it is answered already. */
function route(
  request: IncomingMessage,
  response: ServerResponse,
  metrics: () => string,
): OtlpSignal | undefined {
  const path = request.url?.split("?", 1)[0] ?? "";
  const signal = signalOf(path);
  if (signal === undefined && path !== "/healthz" && path !== "/metrics") {
    throw new Refusal(
      "not_found",
      "expected path /v1/traces, /v1/logs, /v1/metrics, /healthz or /metrics",
    );
  }
  const allowed = signal === undefined ? ["GET", "HEAD"] : ["POST"];
  if (!allowed.includes(request.method ?? "")) {
    throw new Refusal("method", `expected method ${allowed.join(" or ")}`, {
      allow: allowed.join(", "),
    });
  }
  if (path === "/healthz") answerText(response, "ok\n");
  if (path === "/metrics") answerMetrics(response, metrics());
  return signal;
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof OtlpDecodeError) {
    return new Refusal(error.reason === "limit" ? "too_large" : "malformed", error.message);
  }
  // The message of a bug is not for the sender, and sending again would not help.
  return new Refusal("internal", "expected to read the request, failed for a reason of our own");
}
