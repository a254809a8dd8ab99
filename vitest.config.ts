import { defineConfig } from "vitest/config";
import { shared } from "./vitest.shared.ts";

// Tests that touch what a process has once: OpenTelemetry's globals, the pipeline, the environment.
const APART = [
  "packages/agent/src/**/*.test.ts",
  "examples/support-agent/**/*.test.ts",
  "test/{agent,sdk1,sdk2,sdk3,stock-register,demo,fuzz}/**/*.test.ts",
];

/** The ordinary run. Tests of real backends, which take minutes to build, are `pnpm test:backends`. */
export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    projects: [
      { extends: true, test: { name: "apart", include: APART } },
      {
        extends: true,
        test: {
          name: "together",
          include: ["packages/*/src/**/*.test.ts", "test/**/*.test.ts"],
          exclude: ["**/node_modules/**", "test/backends/**", ...APART],
          // A worker for each file would take longer than most of the tests.
          isolate: false,
        },
      },
    ],
  },
});
