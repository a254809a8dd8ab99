import type { ViteUserConfig } from "vitest/config";

// "@auditspan/source" makes workspace packages resolve to their TypeScript; "module" would break SDK 1.x.
const conditions = ["@auditspan/source", "node", "default"];

/** What holds for every test run: the ordinary one, that of the examples, that of the backends. */
export const shared: ViteUserConfig = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ["@auditspan/source", "node"] } },
  test: { testTimeout: 30_000, hookTimeout: 60_000 },
};
