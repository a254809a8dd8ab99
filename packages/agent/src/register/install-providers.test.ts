import { expect, test } from "vitest";
import type { Pipeline } from "../pipeline.ts";
import { installProviders } from "./install-providers.ts";

// Neither is touched where nothing can be installed.
const pipeline = {} as Pipeline;

function install(find: () => undefined): string[] {
  const lines: string[] = [];
  installProviders({ find, pipeline, env: {}, strict: false, warn: (line) => lines.push(line) });
  return lines;
}

test("without an SDK one line says what to install", () => {
  expect(install(() => undefined)).toEqual([
    expect.stringMatching(/install @opentelemetry\/sdk-trace /),
  ]);
});

test("an SDK that cannot be set up is said, and nothing is thrown", () => {
  const lines = install(() => {
    throw new Error("odd");
  });
  expect(lines).toEqual([expect.stringContaining("could not be set up")]);
});
