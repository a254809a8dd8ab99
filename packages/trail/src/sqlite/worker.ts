import { parentPort } from "node:worker_threads";
import { hold, ingest } from "../ingest.ts";
import { storeProvenance } from "../provenance/store-provenance.ts";
import { Database } from "./database.ts";
import type { WorkerRequest, WorkerResponse } from "./worker-protocol.ts";

// The thread in which SQLite runs: a commit waits for the disk, and the agent must not.
let database: Database | undefined;

parentPort?.on("message", (request: WorkerRequest) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(respond(request));
});

function respond(request: WorkerRequest): WorkerResponse {
  try {
    return { id: request.id, answer: answer(request) };
  } catch (error) {
    return { id: request.id, error: error instanceof Error ? error.message : "unknown error" };
  }
}

function answer(request: WorkerRequest): unknown {
  if (is(request, "open")) {
    database = new Database(request.ask);
    return undefined;
  }
  if (is(request, "close")) return database?.close();
  if (database === undefined) throw new Error("expected an open database");
  if (is(request, "query")) return database.query(request.ask.sql, request.ask.parameters);
  if (is(request, "ingest")) return database.write(ingest(request.ask));
  if (is(request, "hold")) return database.write(hold(request.ask));
  if (is(request, "store")) return database.write(storeProvenance(request.ask));
  throw new Error("expected a call of the protocol");
}

function is<Call extends WorkerRequest["call"]>(
  request: WorkerRequest,
  call: Call,
): request is WorkerRequest<Call> {
  return request.call === call;
}
