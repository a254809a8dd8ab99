import { beforeAll, describe, expect, test } from "vitest";
import { TOLD } from "../../examples/openai/told.ts";
import { CANARIES } from "../../examples/shop/conversation.ts";
import { isVisible } from "../../packages/cli/src/demo/find-text.ts";
import { otelcolProgram } from "./build-otelcol.ts";
import { startCapture } from "./capture.ts";
import { collectTold } from "./collect-told.ts";
import type { Collected } from "./collect-told.ts";
import { examplePython, runPythonAgent } from "./run-python-agent.ts";
import { startOtelcol } from "./start-otelcol.ts";

const python = await examplePython();
const otelcol = await otelcolProgram();

describe.runIf(python !== undefined)("an agent in Python through auditspan collect", () => {
  let said: string;
  let collected: Collected;

  beforeAll(async () => {
    collected = await collectTold(async ({ url }) => {
      said = await runPythonAgent(python!, url);
    });
  });

  test("is told as the same conversation of the TypeScript agent is", () => {
    expect(collected.told.map(factsOf)).toEqual(TOLD.map(factsOf));
  });

  test("is told with every reasoning step that the TypeScript agent's instrumentation sees", () => {
    for (const [i, line] of TOLD.entries()) {
      expect(stepsOf(collected.told[i]!)).toEqual(expect.arrayContaining(stepsOf(line)));
    }
    expect(stepsOf(collected.told[0]!)).toContain("reasoning");
  });

  test("nothing that was said leaves", () => {
    expect(CANARIES.filter((canary) => isVisible(canary, collected.bytes))).toEqual([]);
    expect(isVisible(CANARIES[0]!, Buffer.from(said))).toBe(true);
  });
});

describe.runIf(python !== undefined && otelcol !== undefined)(
  "an agent in Python through the stock collector and auditspan collect",
  () => {
    let collected: Collected;
    let passedOn: Buffer;

    beforeAll(async () => {
      const traces = await startCapture();
      collected = await collectTold(async ({ url }) => {
        const stock = (await startOtelcol({
          preset: "gateway.yaml",
          endpoints: {
            AUDITSPAN_TRAIL_ENDPOINT: url,
            AUDITSPAN_TRACES_ENDPOINT: `${traces.url}/traces`,
          },
        }))!;
        await runPythonAgent(python!, stock.content);
        await stock.settled();
        await stock.stop();
      });
      traces.close();
      passedOn = Buffer.concat(traces.bodies.map(({ bytes }) => bytes));
    });

    test("is told the same calls, models, outcomes and tokens, but for what only content shows", () => {
      const calls = TOLD.filter((line) => line.startsWith("model_completion"));
      expect(collected.told.map(coreOf)).toEqual(calls.map(coreOf));
      expect(collected.told.flatMap(stepsOf)).toEqual([]);
    });

    test("nothing that was said leaves the stock collector", () => {
      expect(passedOn.length).toBeGreaterThan(0);
      expect(CANARIES.filter((canary) => isVisible(canary, passedOn))).toEqual([]);
    });
  },
);

const STEPS = /^(?:instruction|question|reasoning|tool_|answer|refusal)(?!calls)/;

function stepsOf(line: string): string[] {
  const last = line.split(", ").at(-1)!;
  return STEPS.test(last) ? last.split(" + ") : [];
}

/** All but the steps, and the tokens that not every instrumentation tells. */
function factsOf(line: string): string {
  return line
    .split(", ")
    .filter((part) => !STEPS.test(part) && !part.startsWith("cached "))
    .join(", ");
}

/** What a stock collector keeps: no reason and no error but those that it knows as they stand. */
function coreOf(line: string): string {
  return factsOf(line)
    .replace(/, (?:tool_calls|stop|other)\b/, "")
    .replace(/failure \w+/, "failure");
}
