import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generatedFiles } from "./generated-files.ts";

// Writes everything that is made from the schema data. A test compares the files with it.
const root = join(import.meta.dirname, "../../..");
for (const [file, text] of Object.entries(await generatedFiles())) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
  console.log(file);
}
