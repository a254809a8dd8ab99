import { describeChanges, differingComponents, diffManifests } from "@auditspan/core";
import type { Component, ComponentChange } from "@auditspan/core";
import { printable } from "@auditspan/emitter/printable";
import { KEYS_OPTION } from "../attestation-options.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { readConfigSide } from "../manifest/config-side.ts";
import type { ConfigSide } from "../manifest/config-side.ts";
import { TRAIL_OPTION } from "../trail-option.ts";

export const manifestDiffCommand: Command = {
  usage: "A B [--keys PATH] [--trail LOCATION] [--json]",
  summary: "say what changed from one configuration to another, component by component",
  options: {
    keys: KEYS_OPTION,
    trail: TRAIL_OPTION,
    json: { type: "boolean", help: "print the changes as a JSON object" },
  },
  notes: [
    "A and B are manifests, attestation files (verified with --keys), or fingerprints (sha256:…)",
    "that sessions of the trail ran with. Of a fingerprint alone the components that differ are",
    "told. Versions and digests are shown, of fields of class identity numbers and flags too; never",
    "a text of a setting, a value of class operational, or a secret.",
  ],

  async run({ keys, trail, json }, [from, to, ...rest], io) {
    if (from === undefined || to === undefined || rest.length > 0) {
      throw new UsageError("expected two configurations");
    }
    const before = await readConfigSide(from, { keys, trail }, io);
    const after = await readConfigSide(to, { keys, trail }, io);
    const same = before.configFingerprint === after.configFingerprint;
    const changes = changesOf(before, after);
    const components = differingComponents(before.components, after.components);
    if (json === true) {
      const [a, b] = [before.configFingerprint, after.configFingerprint];
      const told = { from: a, to: b, same, components, changes: changes ?? [] };
      io.out(printable(JSON.stringify(told)));
      return 0;
    }
    for (const line of linesOf(changes, components, same)) io.out(printable(line));
    return 0;
  },
};

/** Undefined where one side is known by its digests alone. */
function changesOf(before: ConfigSide, after: ConfigSide): readonly ComponentChange[] | undefined {
  if (before.manifest === undefined || after.manifest === undefined) return undefined;
  const changes = diffManifests(before.manifest, after.manifest).map(withoutSettings);
  // An attestation does not hold what is outside the fingerprint: that it is not there is no change.
  if (before.deployed && after.deployed) return changes;
  return changes.filter(({ component }) => component !== "deploy");
}

// Whoever reviews a change of identity needs its number. What lies outside the fingerprint nobody
// approved, so its values stay where they are: a port, an amount, whatever the field was used for.
function withoutSettings(change: ComponentChange): ComponentChange {
  const isSetting = change.component === "deploy" && change.subject === "config";
  return isSetting ? { ...change, from: undefined, to: undefined } : change;
}

function linesOf(
  changes: readonly ComponentChange[] | undefined,
  components: readonly Component[],
  same: boolean,
): readonly string[] {
  const lines =
    changes === undefined
      ? components.map((name) => `the ${name.replace("_", " ")} changed`)
      : describeChanges(changes);
  if (lines.length > 0) return lines;
  return [same ? "nothing changed" : "the fingerprints differ, which component does is not known"];
}
