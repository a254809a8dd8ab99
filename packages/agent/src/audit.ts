import { eventId } from "@auditspan/core";
import type { ActionType, DetailsOf } from "./action-details.ts";
import { errorKind } from "./error-kind.ts";
import { guard } from "./guard.ts";
import { StatedAction } from "./stated-action.ts";

// Types that an organisation registers are strings too; the intersection keeps completion of ours.
type TypeName = ActionType | (string & {});

/** States actions that no instrumentation shows (SCHEMA section 3). Neither function throws of itself. */
export interface Audit {
  /** Records that something happened, in the active session and under the active span. */
  event<T extends TypeName>(type: T, details: DetailsOf<T>): void;
  /**
   * Runs an action between a `requested` and a `completed` event, and returns what it returns or
   * throws what it throws.
   *
   * `requested` is written before the action runs, so that one which never comes back is seen. A
   * promise is passed on as the same object; another thenable, whose `then` may start the work, is
   * passed on as a promise.
   */
  action<T extends TypeName, R>(type: T, details: DetailsOf<T>, fn: () => R): R;
}

export const audit: Audit = {
  event(type, details) {
    guard(() => new StatedAction(type, details).record({}));
  },

  action<T extends TypeName, R>(type: T, details: DetailsOf<T>, fn: () => R): R {
    const finish = guard(() => startAction(type, details)) ?? (() => {});
    let result: R;
    try {
      result = fn();
    } catch (error) {
      finish("failure", error);
      throw error;
    }
    if (result instanceof Promise) {
      // The caller gets the promise itself, so a rejection is still the caller's to handle.
      result.then(
        () => finish("success"),
        (error: unknown) => finish("failure", error),
      );
      return result;
    }
    if (isThenable(result)) return observed(result, finish) as R;
    finish("success");
    return result;
  },
};

type Finish = (outcome: "success" | "failure", error?: unknown) => void;

function startAction(type: string, details: object): Finish {
  const action = new StatedAction(type, details);
  const requested = action.record({ phase: "requested", outcome: "unknown" });
  const startedAt = performance.now();
  return (outcome, error) => {
    const duration = BigInt(Math.round((performance.now() - startedAt) * 1_000_000));
    const { type: errorType, timedOut } = errorKind(error);
    guard(() =>
      action.record({
        phase: "completed",
        outcome: timedOut ? "timeout" : outcome,
        duration,
        ...(outcome === "failure" && { errorType }),
        requestedEventId: eventId(requested),
      }),
    );
  };
}

async function observed<T>(thenable: PromiseLike<T>, finish: Finish): Promise<T> {
  try {
    const value = await thenable;
    finish("success");
    return value;
  } catch (error) {
    finish("failure", error);
    throw error;
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  if (typeof value !== "object" || value === null) return false;
  return guard(() => typeof (value as { then?: unknown }).then === "function") ?? false;
}
