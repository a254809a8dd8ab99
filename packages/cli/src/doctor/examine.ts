import { CONTENT_SETTINGS } from "./content-settings.ts";
import { SEVERITIES } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { FRAMEWORK_CONTENT } from "./framework-content.ts";
import { FRAMEWORK_GAPS } from "./framework-gaps.ts";
import { LAUNCH } from "./launch.ts";
import { LOST_CALLS } from "./lost-calls.ts";
import { examineNamesFile } from "./names-file.ts";
import { NODE_VERSIONS } from "./node-versions.ts";
import { OPEN_TELEMETRY_EXPORTERS } from "./open-telemetry-exporters.ts";
import { OPEN_TELEMETRY_VERSIONS } from "./open-telemetry-versions.ts";
import { examineOtlpSettings } from "./otlp-endpoint.ts";
import { OWN_PROVIDERS } from "./own-providers.ts";
import { applyRules } from "./rule.ts";
import type { Rule } from "./rule.ts";
import { START_SETTINGS } from "./start-settings.ts";
import type { Subject } from "./subject.ts";
import { VENDOR_EXPORTERS } from "./vendor-exporters.ts";

/** Everything that is known, in the order in which it is told. */
export const RULES: readonly Rule[] = [
  ...NODE_VERSIONS,
  ...OPEN_TELEMETRY_VERSIONS,
  ...LAUNCH,
  ...START_SETTINGS,
  ...OPEN_TELEMETRY_EXPORTERS,
  ...VENDOR_EXPORTERS,
  ...OWN_PROVIDERS,
  ...CONTENT_SETTINGS,
  ...FRAMEWORK_CONTENT,
  ...LOST_CALLS,
  ...FRAMEWORK_GAPS,
];

/** What there is to say about a configuration, the worst first. Reads files, opens no connection. */
export async function examine(subject: Subject): Promise<Finding[]> {
  return worstFirst([
    ...applyRules(RULES, subject),
    ...examineOtlpSettings(subject),
    ...(await examineNamesFile(subject)),
  ]);
}

/** The findings by severity, and within one in the order that they have. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
}
