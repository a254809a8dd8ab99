import { actionDetails } from "./action-details.ts";
import { frameworksPage } from "./frameworks-page.ts";
import { generateOtlp } from "./generate-otlp.ts";
import { jsonSchema } from "./json-schema.ts";
import { manifestSchema } from "./manifest-schema.ts";
import { referencePage } from "./reference-page.ts";

/** Everything that is made from the schema data and the message definitions, by path. */
export async function generatedFiles(): Promise<Readonly<Record<string, string>>> {
  const otlp = await generateOtlp();
  return {
    "docs/schema.md": referencePage(),
    "docs/frameworks.md": frameworksPage(),
    "packages/core/schema/audit-event.schema.json": `${JSON.stringify(jsonSchema(), null, 2)}\n`,
    "packages/core/schema/manifest.schema.json": `${JSON.stringify(manifestSchema(), null, 2)}\n`,
    "packages/agent/src/action-details.ts": actionDetails(),
    "packages/core/generated/otlp.js": otlp["otlp.js"],
    "packages/core/generated/otlp.d.ts": otlp["otlp.d.ts"],
  };
}
