import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { TrailError } from "../trail-error.ts";
import type { WorkerCall, WorkerCalls, WorkerRequest, WorkerResponse } from "./worker-protocol.ts";

/**
 * Asks the SQLite thread and hands on its answers.
 *
 * The thread keeps the process alive only while an answer is due.
 */
export class WorkerClient {
  // The worker is source beside source, and JavaScript beside JavaScript.
  readonly #worker = new Worker(
    new URL(`./worker${extname(import.meta.filename)}`, import.meta.url),
  );
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #ended: TrailError | undefined;

  constructor() {
    this.#worker.unref();
    this.#worker.on("message", (response: WorkerResponse) => this.#settle(response));
    this.#worker.on("error", () => this.#end("the database thread failed"));
    this.#worker.on("exit", () => this.#end("the database thread has ended"));
  }

  /** Rejects with a `TrailError` of code `database` that carries SQLite's own message. */
  ask<Call extends WorkerCall>(
    call: Call,
    ask: WorkerCalls[Call]["ask"],
  ): Promise<WorkerCalls[Call]["answer"]> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const request: WorkerRequest<Call> = { id: ++this.#asked, call, ask };
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    this.#worker.postMessage(request);
    this.#waiting.set(request.id, { resolve, reject });
    this.#worker.ref();
    return promise as Promise<WorkerCalls[Call]["answer"]>;
  }

  /** Closes the database after all that was asked before, then ends the thread. */
  async close(): Promise<void> {
    if (this.#ended !== undefined) return;
    try {
      await this.ask("close", undefined);
    } finally {
      await this.#worker.terminate();
    }
  }

  #settle(response: WorkerResponse): void {
    const waiting = this.#waiting.get(response.id);
    this.#waiting.delete(response.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if ("error" in response) waiting?.reject(new TrailError("database", response.error));
    else waiting?.resolve(response.answer);
  }

  #end(reason: string): void {
    this.#ended ??= new TrailError("database", reason);
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: TrailError) => void;
}
