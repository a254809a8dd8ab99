import { createEvent, EVENT_TYPES, failedProjection } from "@auditspan/core";
import type { AuditEvent, EventOptions } from "@auditspan/core";
import { nowNanoseconds } from "./hr-time.ts";
import { activeContext, activeSpan } from "./otel-globals.ts";
import { processPipeline } from "./pipeline.ts";
import { sessionOf } from "./session-context.ts";
import type { Session } from "./session.ts";

/** An action that an application states, in the session and under the span that are active now. */
export class StatedAction {
  readonly #type: string;
  readonly #details: Readonly<Record<string, unknown>>;
  readonly #session: Session = sessionOf(activeContext()) ?? processPipeline().session;
  readonly #time: bigint = nowNanoseconds();
  readonly #parentSpanId: string | undefined;
  #traceId: string | undefined;

  constructor(type: string, details: object) {
    // What only our own packages state cannot be stated by an application.
    this.#type = EVENT_TYPES[type]?.origin === "system" ? "unregistered_event" : type;
    this.#details = details as Readonly<Record<string, unknown>>;
    const parent = activeSpan();
    this.#parentSpanId = parent?.spanId;
    this.#traceId = parent?.traceId;
  }

  /** Emits an event of the action; details that cannot be read leave ids and an error code. */
  record(options: Omit<EventOptions, "time">): AuditEvent {
    const event = this.#create(options);
    // Without an active span the events of one action share the trace of the first.
    this.#traceId ??= event.traceId;
    this.#session.emit(event);
    return event;
  }

  #create(options: Omit<EventOptions, "time">): AuditEvent {
    const { context } = this.#session;
    const place = { time: this.#time, traceId: this.#traceId, parentSpanId: this.#parentSpanId };
    try {
      return createEvent(this.#type, this.#details, context, { ...options, ...place });
    } catch {
      const origin = { traceId: this.#traceId ?? "", spanId: "", startTime: this.#time };
      return failedProjection(origin, context);
    }
  }
}
