import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../vitest.shared.ts";

/** The tests of this workspace alone; the ordinary run leaves them out, as it is not installed there. */
export default mergeConfig(
  shared,
  defineConfig({ test: { root: import.meta.dirname, include: ["*/*.test.ts"] } }),
);
