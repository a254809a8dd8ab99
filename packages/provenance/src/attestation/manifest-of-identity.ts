import type {
  JsonValue,
  Manifest,
  ManifestIsolation,
  ManifestModel,
  ManifestTool,
} from "@auditspan/core";
import { readKind } from "./read-kind.ts";
import {
  readDigest,
  readFlag,
  readList,
  readMembers,
  readObject,
  readText,
  readWord,
} from "./read-json.ts";
import { StatementFault } from "./statement-fault.ts";

/**
 * The manifest that an identity view was made of, as far as the view tells: without operational
 * fields, and with secrets that have an empty reference.
 *
 * Throws a `StatementFault` when it is no identity view of this version.
 */
export function manifestOfIdentity(
  json: JsonValue | undefined,
  image: string | undefined,
): Manifest {
  const view = readMembers(json, "identity", [
    "format",
    "image",
    "model",
    "tools",
    "prompts",
    "policy",
    "config",
    "event_types",
  ]);
  readWord(view["format"], "identity.format", ["auditspan.manifest/v1"]);
  const tools = readMembers(view["tools"], "identity.tools", ["tools", "mcpServers", "agents"]);
  const policy = readMembers(view["policy"], "identity.policy", [
    "policies",
    "hosts",
    "isolation",
    "processingActivity",
  ]);
  const config = readMembers(view["config"], "identity.config", ["agent", "fields", "secrets"]);
  const agent = readMembers(config["agent"], "identity.config.agent", ["name", "version"]);
  return {
    agent: {
      name: readText(agent["name"], "agent.name"),
      version: readText(agent["version"], "agent.version"),
    },
    image: imageOf(view["image"], image),
    models: readList(view["model"], "identity.model").map(modelOf),
    tools: readList(tools["tools"], "identity.tools.tools").map(toolOf),
    agents: texts(tools["agents"], "identity.tools.agents"),
    mcpServers: readList(tools["mcpServers"], "identity.tools.mcpServers").map((server) => {
      const place = "identity.tools.mcpServers[]";
      const { name, version, digest } = readMembers(server, place, ["name"], ["version", "digest"]);
      return {
        name: readText(name, place),
        version: optional(version, place, readText),
        digest: optional(digest, place, readDigest),
      };
    }),
    hosts: texts(policy["hosts"], "identity.policy.hosts"),
    isolation: nullable(policy["isolation"], "identity.policy.isolation", isolationOf),
    prompts: digests(view["prompts"], "identity.prompts"),
    policies: digests(policy["policies"], "identity.policy.policies"),
    processingActivity: nullable(policy["processingActivity"], "identity.policy", readText),
    eventTypes: nullable(view["event_types"], "identity.event_types", readDigest),
    config: configOf(config["fields"], config["secrets"]),
  };
}

// The view holds the digest alone; where the image lies stands beside it.
function imageOf(json: JsonValue | undefined, image: string | undefined): string | undefined {
  const digest = nullable(json, "identity.image", readDigest);
  const isOfDigest = digest === undefined ? image === undefined : image?.endsWith(`@${digest}`);
  if (isOfDigest === true) return image;
  throw new StatementFault(
    "inconsistent_statement",
    "image: expected the digest of the identity view, got another",
  );
}

function modelOf(json: JsonValue): ManifestModel {
  const place = "identity.model[]";
  const { name, provider, version, digest } = readMembers(
    json,
    place,
    ["name"],
    ["provider", "version", "digest"],
  );
  return {
    name: readText(name, place),
    provider: optional(provider, place, readText),
    version: optional(version, place, readText),
    digest: optional(digest, place, readDigest),
  };
}

function toolOf(json: JsonValue): ManifestTool {
  const place = "identity.tools.tools[]";
  const tool = readMembers(
    json,
    place,
    ["name", "version", "eventType", "parameters", "results"],
    ["schemaDigest", "risk"],
  );
  const kinds = (fields: JsonValue | undefined): ManifestTool["parameters"] =>
    mapped(fields, place, readKind);
  return {
    name: readText(tool["name"], place),
    version: readText(tool["version"], place),
    schemaDigest: optional(tool["schemaDigest"], place, readDigest),
    eventType: readText(tool["eventType"], place),
    risk: optional(tool["risk"], place, (risk) =>
      readWord(risk, place, ["low", "medium", "high", "critical"]),
    ),
    parameters: kinds(tool["parameters"]),
    results: kinds(tool["results"]),
  };
}

function isolationOf(json: JsonValue, place: string): ManifestIsolation {
  const names = ["seccompProfile", "nonRoot", "noNewPrivileges", "capabilities"];
  const isolation = readMembers(json, place, ["bpf"], names);
  return {
    seccompProfile: optional(isolation["seccompProfile"], place, readDigest),
    bpf: digests(isolation["bpf"], place),
    nonRoot: optional(isolation["nonRoot"], place, readFlag),
    noNewPrivileges: optional(isolation["noNewPrivileges"], place, readFlag),
    capabilities: optional(isolation["capabilities"], place, texts),
  };
}

function configOf(
  fields: JsonValue | undefined,
  secrets: JsonValue | undefined,
): Manifest["config"] {
  const values = Object.entries(readObject(fields, "identity.config.fields"));
  return Object.fromEntries([
    ...values.map(([name, value]) => [name, { class: "identity", value: value! }] as const),
    ...texts(secrets, "identity.config.secrets").map(
      (name) => [name, { class: "secret", reference: "" }] as const,
    ),
  ]);
}

type Read<Value> = (json: JsonValue, place: string) => Value;

function optional<Value>(
  json: JsonValue | undefined,
  place: string,
  read: Read<Value>,
): Value | undefined {
  return json === undefined ? undefined : read(json, place);
}

function nullable<Value>(
  json: JsonValue | undefined,
  place: string,
  read: Read<Value>,
): Value | undefined {
  return json === null ? undefined : read(json!, place);
}

function texts(json: JsonValue | undefined, place: string): readonly string[] {
  return readList(json, place).map((text) => readText(text, place));
}

function digests(json: JsonValue | undefined, place: string): Readonly<Record<string, string>> {
  return mapped(json, place, readDigest);
}

function mapped<Value>(
  json: JsonValue | undefined,
  place: string,
  read: Read<Value>,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(readObject(json, place)).map(([name, value]) => [name, read(value!, place)]),
  );
}
