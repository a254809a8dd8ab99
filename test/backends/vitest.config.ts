import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

/** Tests against servers that are built or installed first; each test file starts its own. */
export default mergeConfig(
  shared,
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
