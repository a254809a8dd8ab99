import { readFileSync } from "node:fs";
import { join } from "node:path";
import { recordsOf, runFolder } from "../corpus/runs.ts";

export interface KnownCompletion {
  readonly spanId: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

interface Truth {
  readonly model_completion: readonly {
    readonly span_id: string;
    readonly model: string | null;
    readonly input_tokens: number | null;
    readonly output_tokens: number | null;
  }[];
}

/** Completions of a run that are told in the GenAI conventions, with what an auditor should learn. */
export function completionsOf(run: string): KnownCompletion[] {
  const truth = JSON.parse(readFileSync(join(runFolder(run), "truth.json"), "utf8")) as Truth;
  const spoken = new Set(
    recordsOf(run).flatMap((record) =>
      "gen_ai.operation.name" in record.attributes ? [record.spanId] : [],
    ),
  );
  return truth.model_completion.flatMap((completion) => {
    const { span_id: spanId, model, input_tokens, output_tokens } = completion;
    // A call that failed has no tokens to keep.
    if (!spoken.has(spanId) || model === null || input_tokens === null || output_tokens === null) {
      return [];
    }
    return [{ spanId, model, inputTokens: input_tokens, outputTokens: output_tokens }];
  });
}
