import { createHash } from "node:crypto";
import { decodeBody } from "@auditspan/core";
import { bodiesOf, RUNS } from "../corpus/runs.ts";

export interface BenchBody {
  readonly path: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

export interface BenchLoad {
  readonly bodies: readonly BenchBody[];
  readonly spans: number;
  readonly logs: number;
}

/**
 * The recorded runs as often as asked for, each time with other trace ids: what is sent again with
 * the same ones would be taken for a retry.
 */
export function benchLoad(rounds: number, salt = ""): BenchLoad {
  const recorded = RUNS.flatMap((run) => bodiesOf(run)).filter(
    ({ path }) => path !== "/v1/metrics",
  );
  const counts = { traces: 0, logs: 0 };
  const bodies: BenchBody[] = [];
  for (const { path, contentType, bytes } of recorded) {
    const signal = path === "/v1/traces" ? "traces" : "logs";
    const records = decodeBody(bytes, { signal });
    counts[signal] += rounds * records.length;
    const traceIds = new Set(records.map(({ traceId }) => traceId).filter((id) => id !== ""));
    for (let round = 0; round < rounds; round++) {
      bodies.push({ path, contentType, bytes: renamed(bytes, traceIds, `${salt} ${round}`) });
    }
  }
  // By rounds, so that bodies of one run do not all come at once.
  const inRounds = bodies.map((body, i) => ({ body, at: i % rounds }));
  return {
    bodies: inRounds.toSorted((a, b) => a.at - b.at).map(({ body }) => body),
    spans: counts.traces,
    logs: counts.logs,
  };
}

function renamed(bytes: Buffer, traceIds: ReadonlySet<string>, salt: string): Buffer {
  const copy = Buffer.from(bytes);
  for (const traceId of traceIds) {
    const other = createHash("sha256").update(`${traceId} ${salt}`).digest("hex").slice(0, 32);
    // In protobuf as bytes, in JSON as hexadecimal text.
    for (const encoding of ["hex", "latin1"] as const) {
      replaceAll(copy, Buffer.from(traceId, encoding), Buffer.from(other, encoding));
    }
  }
  return copy;
}

function replaceAll(bytes: Buffer, from: Buffer, to: Buffer): void {
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + to.length)) {
    to.copy(bytes, at);
  }
}
