import { expect, test } from "vitest";
import { fixtureApp } from "../testing/fixture-app.ts";
import type { Finding } from "./finding.ts";
import { examineNamesFile } from "./names-file.ts";
import { readSubject } from "./read-subject.ts";

async function examined(text: string, env: Record<string, string>): Promise<Finding[]> {
  const dir = fixtureApp({ files: { "names.yaml": text } });
  return examineNamesFile(readSubject({ dir, env }));
}

test.each<[ids: string[], text: string, env: Record<string, string>]>([
  [[], "tools: [lookup]", { AUDITSPAN_MANIFEST: "names.yaml" }],
  [[], "tools: [lookup]", {}],
  [["names-unreadable"], "", { AUDITSPAN_MANIFEST: "Marta.yaml" }],
  [["names-invalid"], "tools: {Marta: 1}", { AUDITSPAN_MANIFEST: "names.yaml" }],
  [["names-invalid"], "tools: [Marta", { AUDITSPAN_MANIFEST: "names.yaml" }],
  [["names-ignored"], "tools: []\nMarta: 7", { AUDITSPAN_MANIFEST: "names.yaml" }],
  [[], "agents: [a, b]", { AUDITSPAN_MANIFEST: "names.yaml", AUDITSPAN_AGENT: "b" }],
  [
    ["agent-unknown"],
    "agents: [a]",
    { AUDITSPAN_MANIFEST: "names.yaml", AUDITSPAN_AGENT: "Marta" },
  ],
  [["agent-unknown"], "", { AUDITSPAN_AGENT: "Marta" }],
  [
    ["attestation-unreadable", "attestation-unreadable"],
    "tools: []",
    {
      AUDITSPAN_MANIFEST: "names.yaml",
      AUDITSPAN_ATTESTATION: "Marta.json",
      AUDITSPAN_ATTESTATION_KEYS: "Marta/keys",
    },
  ],
  [[], "tools: []", { AUDITSPAN_MANIFEST: "names.yaml", AUDITSPAN_ATTESTATION_KEYS: "." }],
])("%j for a file of %j with %j, and no word of either", async (ids, text, env) => {
  const findings = await examined(text, env);
  expect(findings.map(({ id }) => id)).toEqual(ids);
  expect(JSON.stringify(findings)).not.toContain("Marta");
});
