import type { ModelFailure } from "../support-agent/src/model-script.ts";
import type { Json } from "../support-agent/src/response-body.ts";
import type { Exchange, ScriptedAnswer } from "./script.ts";

/** One server-sent event: its name, where the API names them, and its data. */
export interface ServerSentEvent {
  readonly event?: string;
  readonly data: Json | "[DONE]";
}

/** How one provider's API carries the script. */
export interface Wire {
  readonly path: string;
  /** What the request tells of the conversation so far. */
  read(request: Json): Exchange[];
  /** The whole answer. */
  body(answer: ScriptedAnswer, request: Json): Json;
  /** The answer in pieces. */
  events(answer: ScriptedAnswer, request: Json): ServerSentEvent[];
  /** A refused request. */
  failure(failure: ModelFailure): Json;
}

/** The texts of a message, whether it holds a string or a list of parts. */
export function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return (content as Json[]).map(({ text }) => (typeof text === "string" ? text : "")).join(" ");
}

/** A text in the pieces in which a stream brings it. */
export function pieces(text: string): string[] {
  return text.match(/\S+\s*/g) ?? [];
}
