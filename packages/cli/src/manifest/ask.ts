import { createInterface } from "node:readline/promises";
import { CommandError } from "../command.ts";

/** Asks a question; an empty answer is the one that was offered. */
export type Ask = (question: string, offered: string) => Promise<string>;

/** Asks on a terminal, as long as `use` runs. Rejects when the user ends the input. */
export async function withAsk<T>(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  use: (ask: Ask) => Promise<T>,
): Promise<T> {
  const lines = createInterface({ input, output });
  const ended = Promise.withResolvers<never>();
  const end = (): void =>
    ended.reject(new CommandError("expected an answer, got the end of input"));
  lines.once("close", end);
  lines.once("SIGINT", end);
  // Nobody may be waiting for an answer when the input ends.
  ended.promise.catch(() => {});
  try {
    return await use(async (question, offered) => {
      const shown = offered === "" ? `${question}: ` : `${question} [${offered}]: `;
      const answer = await Promise.race([lines.question(shown), ended.promise]);
      return answer.trim() === "" ? offered : answer.trim();
    });
  } finally {
    lines.close();
  }
}
