import { mergeConfig } from "vitest/config";
import root from "../vitest.config.ts";

/** Tests of the frameworks' workspace, which the ordinary run leaves alone as it is not installed there. */
export default mergeConfig(root, {
  test: { root: import.meta.dirname, include: ["*/*.test.ts"], exclude: ["**/node_modules/**"] },
});
