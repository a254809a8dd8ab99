import { defineConfig, mergeConfig } from "vitest/config";
import ordinary from "../../vitest.config.ts";

/** Tests against servers that are built or installed first; each test file starts its own. */
export default mergeConfig(
  { ...ordinary, test: { ...ordinary.test, include: [], exclude: ["**/node_modules/**"] } },
  defineConfig({
    test: {
      include: ["test/backends/**/*.test.ts"],
      // The servers share two cores with whoever else runs.
      fileParallelism: false,
      testTimeout: 120_000,
      hookTimeout: 900_000,
    },
  }),
);
