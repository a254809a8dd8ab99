import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generatedFiles } from "../packages/core/scripts/generated-files.ts";

const ROOT = join(import.meta.dirname, "..");

test("generated files are what the schema data and the message definitions give", async () => {
  for (const [file, text] of Object.entries(await generatedFiles())) {
    expect(await readFile(join(ROOT, file), "utf8"), file).toBe(text);
  }
});
