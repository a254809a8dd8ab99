import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generatedFiles } from "../packages/core/scripts/generated-files.ts";

const ROOT = join(import.meta.dirname, "..");

test.each(Object.entries(generatedFiles()))(
  "%s is what the schema data gives",
  async (file, text) => {
    expect(await readFile(join(ROOT, file), "utf8")).toBe(text);
  },
);
