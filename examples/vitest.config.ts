import { defineConfig } from "vitest/config";
import root from "../vitest.config.ts";

/** The tests of this workspace alone; the ordinary run leaves them out, as it is not installed there. */
export default defineConfig({
  ...root,
  test: { ...root.test, root: import.meta.dirname, include: ["*/*.test.ts"] },
});
