import { defineConfig } from "vitest/config";

// "@auditspan/source" makes workspace packages resolve to their TypeScript; "module" would break SDK 1.x.
const conditions = ["@auditspan/source", "node", "default"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ["@auditspan/source", "node"] } },
  test: {
    include: [
      "packages/*/src/**/*.test.ts",
      "examples/support-agent/**/*.test.ts",
      "test/**/*.test.ts",
    ],
    // Real backends, which take minutes to build: `pnpm test:backends`.
    exclude: ["**/node_modules/**", "test/backends/**"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
