import type { Component } from "./components.ts";
import { manifestFacts } from "./manifest-facts.ts";
import type { ManifestFact } from "./manifest-facts.ts";
import type { Manifest } from "./manifest.ts";

/** One difference between two configurations, in words that hold no value of a secret. */
export interface ComponentChange {
  /** `deploy`: outside the config fingerprint. */
  readonly component: Component | "deploy";
  readonly change: "added" | "removed" | "changed";
  /** What changed: `tool`, `model`, `prompt` … */
  readonly subject: string;
  readonly name: string | undefined;
  /** The field of it that changed; undefined for the thing itself. */
  readonly field: string | undefined;
  /** What it was and what it is, where that may be shown. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** What changed from one manifest to another, in the order of the components; empty when nothing did. */
export function diffManifests(from: Manifest, to: Manifest): readonly ComponentChange[] {
  const before = byKey(manifestFacts(from));
  const after = byKey(manifestFacts(to));
  const keys = new Set([...before.keys(), ...after.keys()]);
  const changes = [...keys].flatMap((key) => changeOf(before.get(key), after.get(key)));
  const whole = new Set(changes.filter(isWhole).map((change) => thingOf(change)));
  // A tool that is new has new fields too: that it is new says it all.
  return changes.filter(
    (change) => change.field === undefined || !whole.has(thingOf({ ...change, field: undefined })),
  );
}

function byKey(facts: readonly ManifestFact[]): ReadonlyMap<string, ManifestFact> {
  return new Map(facts.map((fact) => [`${fact.component}\0${thingOf(fact)}\0${fact.field}`, fact]));
}

function changeOf(from: ManifestFact | undefined, to: ManifestFact | undefined): ComponentChange[] {
  if (from?.value === to?.value) return [];
  const { component, subject, name, field } = (to ?? from)!;
  const change = from === undefined ? "added" : to === undefined ? "removed" : "changed";
  return [{ component, change, subject, name, field, from: from?.shown, to: to?.shown }];
}

function isWhole({ field, change }: ComponentChange): boolean {
  return field === undefined && change !== "changed";
}

function thingOf({ subject, name }: Pick<ManifestFact, "subject" | "name" | "field">): string {
  return `${subject}\0${name ?? ""}`;
}
