import { hash } from "node:crypto";
import { canonicalJson, COMPONENTS, identityView } from "@auditspan/core";
import type { Component, Fingerprints, JsonValue, Manifest } from "@auditspan/core";
import { manifestOfIdentity } from "./manifest-of-identity.ts";
import { readDigest, readMembers, readText, readTime } from "./read-json.ts";
import { StatementFault } from "./statement-fault.ts";
import type { Statement, Subject } from "./statement.ts";

/** Predicate type of an attested configuration. */
export const AGENT_CONFIG = "https://auditspan.dev/attestation/agent-config/v1";

/** A configuration as it was attested. */
export interface AgentConfig {
  readonly fingerprints: Fingerprints;
  /**
   * The manifest without what is outside the config fingerprint: its operational fields are not
   * there, and its secrets have an empty reference.
   */
  readonly manifest: Manifest;
  readonly issuedAt: Date;
}

/**
 * The statement that a manifest has these fingerprints; its subjects are the config fingerprint, the
 * image and the policies.
 *
 * It holds the identity view, whose digest is the fingerprint, so that a reader can tell which tools
 * changed; of operational fields and secrets it holds digests and names.
 */
export function agentConfigStatement(
  manifest: Manifest,
  fingerprints: Fingerprints,
  issuedAt: Date,
): Statement {
  const { configFingerprint, deployFingerprint, templateDigest, components } = fingerprints;
  return {
    subject: subjectsOf(manifest, configFingerprint),
    predicateType: AGENT_CONFIG,
    predicate: {
      issuedAt: issuedAt.toISOString(),
      configFingerprint,
      deployFingerprint,
      templateDigest,
      components,
      identity: identityView(manifest),
      ...(manifest.image === undefined ? {} : { image: manifest.image }),
    },
  };
}

/**
 * Reads a verified statement of an attested configuration.
 *
 * Throws a `StatementFault`: `wrong_predicate_type`, `unknown_field`, `malformed_statement`, and
 * `inconsistent_statement` when a digest is not that of the identity view, or the subjects are not
 * those of the manifest.
 */
export function readAgentConfig(statement: Statement): AgentConfig {
  if (statement.predicateType !== AGENT_CONFIG) {
    throw new StatementFault("wrong_predicate_type", `expected the predicate ${AGENT_CONFIG}`);
  }
  const predicate = readMembers(
    statement.predicate,
    "predicate",
    [
      "issuedAt",
      "configFingerprint",
      "deployFingerprint",
      "templateDigest",
      "components",
      "identity",
    ],
    ["image"],
  );
  const digest = (name: string): string => readDigest(predicate[name], `predicate.${name}`);
  const image =
    predicate["image"] === undefined ? undefined : readText(predicate["image"], "predicate.image");
  const config: AgentConfig = {
    fingerprints: {
      configFingerprint: digest("configFingerprint"),
      deployFingerprint: digest("deployFingerprint"),
      templateDigest: digest("templateDigest"),
      components: readComponents(predicate["components"]),
    },
    manifest: manifestOfIdentity(predicate["identity"], image),
    issuedAt: readTime(predicate["issuedAt"], "predicate.issuedAt"),
  };
  checkConsistent(statement, config, predicate["identity"]!);
  return config;
}

function subjectsOf({ image, policies }: Manifest, configFingerprint: string): Subject[] {
  const at = image?.lastIndexOf("@") ?? -1;
  return [
    { name: "config-fingerprint", digest: configFingerprint },
    ...(image === undefined ? [] : [{ name: image.slice(0, at), digest: image.slice(at + 1) }]),
    ...Object.keys(policies)
      .sort()
      .map((name) => ({ name: `policy/${name}`, digest: policies[name]! })),
  ];
}

function readComponents(json: JsonValue | undefined): Readonly<Record<Component, string>> {
  const members = readMembers(json, "predicate.components", COMPONENTS);
  const digests = COMPONENTS.map(
    (name) => [name, readDigest(members[name], `predicate.components.${name}`)] as const,
  );
  return Object.fromEntries(digests) as Record<Component, string>;
}

// The digests are made of the view that was attested, which must be the one that its manifest has.
function checkConsistent(statement: Statement, config: AgentConfig, identity: JsonValue): void {
  const { manifest, fingerprints } = config;
  const view = identityView(manifest);
  const fingerprint = digestOf(view);
  const components = Object.fromEntries(COMPONENTS.map((name) => [name, digestOf(view[name])]));
  const parts: readonly (readonly [string, unknown, unknown])[] = [
    ["identity", fingerprint, digestOf(identity)],
    ["configFingerprint", fingerprint, fingerprints.configFingerprint],
    ["components", components, fingerprints.components],
    ["subject", subjectsOf(manifest, fingerprint), statement.subject],
  ];
  for (const [name, expected, got] of parts) {
    if (canonicalJson(expected) === canonicalJson(got)) continue;
    throw new StatementFault(
      "inconsistent_statement",
      `${name}: expected what follows from the identity view, got something else`,
    );
  }
}

function digestOf(value: unknown): string {
  return `sha256:${hash("sha256", canonicalJson(value), "hex")}`;
}
