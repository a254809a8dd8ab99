import { jsonSchema } from "./json-schema.ts";
import { referencePage } from "./reference-page.ts";

/** Generated files, by their path in the repository. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return {
    "docs/schema.md": referencePage(),
    "packages/core/schema/audit-event.schema.json": `${JSON.stringify(jsonSchema(), null, 2)}\n`,
  };
}
