import type { RefusalReason } from "./collector-stats.ts";

interface Answer {
  readonly status: number;
  /** google.rpc.Code */
  readonly code: number;
  readonly headers?: Readonly<Record<string, string>>;
}

// Later is better than never and better than at once: exporters back off by this.
const RETRY = { "retry-after": "1" };

const ANSWERS: Readonly<Record<RefusalReason, Answer>> = {
  not_found: { status: 404, code: 5 },
  method: { status: 405, code: 12 },
  content_type: { status: 415, code: 3 },
  encoding: { status: 415, code: 3 },
  malformed: { status: 400, code: 3 },
  too_large: { status: 413, code: 8 },
  overloaded: { status: 429, code: 8, headers: RETRY },
  busy: { status: 503, code: 14, headers: RETRY },
  trail: { status: 503, code: 14, headers: RETRY },
  internal: { status: 500, code: 13 },
};

/** A request that is not taken, and the answer that says so. Its message holds nothing of the request. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly reason: RefusalReason;
  readonly status: number;
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    reason: RefusalReason,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    const answer = ANSWERS[reason];
    this.reason = reason;
    this.status = answer.status;
    this.code = answer.code;
    this.headers = { ...answer.headers, ...headers };
  }
}
