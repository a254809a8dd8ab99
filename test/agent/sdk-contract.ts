import { afterAll, afterEach, beforeAll, describe } from "vitest";
import type { SdkLine } from "./sdk-line.ts";
import { describeDelivery } from "./describe-delivery.ts";
import { describeExporter } from "./describe-exporter.ts";
import { describeFailures } from "./describe-failures.ts";
import { describeLeaks } from "./describe-leaks.ts";
import { describeLogs } from "./describe-logs.ts";
import { describeSessions } from "./describe-sessions.ts";
import { describeStrict } from "./describe-strict.ts";
import { closeAll } from "./audited.ts";

/** What every SDK line must do with the agent package: one suite, run against all of them. */
export function describeSdkLine(line: SdkLine): void {
  describe(line.name, () => {
    beforeAll(() => void line.api.context.setGlobalContextManager(line.contextManager));
    afterEach(closeAll);
    afterAll(closeAll);
    describeLeaks(line);
    describeSessions(line);
    describeDelivery(line);
    describeFailures(line);
    describeExporter(line);
    if (line.strict) describeStrict(line);
    if (line.logging !== undefined) describeLogs(line);
  });
}
