import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { manifestFolder } from "../testing/manifest-folder.ts";
import { loadManifest } from "./load-manifest.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../../../docs/manifest.md"), "utf8");

test("the manifest of the documentation is one", () => {
  const [, text] = /```yaml\n(.*?)```/s.exec(PAGE)!;
  const folder = manifestFolder({
    "auditspan.manifest.yaml": text!,
    "prompts/system.md": "",
    "policies/main.rego": "",
  });
  expect(loadManifest(join(folder, "auditspan.manifest.yaml"))).toMatchObject({
    kind: "manifest",
    problems: [],
  });
});
