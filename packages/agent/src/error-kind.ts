const TIMEOUT = /timeout|timedout/i;
const ERRNO = /^E[A-Z_]{2,20}$/;

/** What an error tells of itself without its text. */
export interface ErrorKind {
  /** An errno name, an HTTP status or a class: a proposal, which `error.type` reads through its kind. */
  readonly type: string;
  readonly timedOut: boolean;
}

/** The kind of a thrown value. Never throws, whatever its getters do. */
export function errorKind(thrown: unknown): ErrorKind {
  try {
    const { code, status, name } = Object(thrown) as Record<string, unknown>;
    const timedOut = [code, name].some((text) => typeof text === "string" && TIMEOUT.test(text));
    if (typeof code === "string" && ERRNO.test(code)) return { type: code, timedOut };
    if (timedOut) return { type: "timeout", timedOut };
    if (typeof status === "number" && status >= 400) return { type: String(status), timedOut };
    return { type: typeof name === "string" ? name : "other", timedOut };
  } catch {
    return { type: "other", timedOut: false };
  }
}
