import type { NamesFile } from "@auditspan/core/manifest";
import type { Located, LocatedMap } from "./located.ts";
import { didYouMean } from "./nearest-name.ts";
import type { Report } from "./report.ts";

const LISTS = [
  "agents",
  "tools",
  "models",
  "providers",
  "hosts",
  "mcpServers",
  "prompts",
  "processingActivities",
  "images",
];
const KEYS = ["agent", ...LISTS];
const MAX_NAME_BYTES = 200;

/**
 * The lists of a plain names file, or undefined when there are errors. Each problem is reported where
 * it stands; a key that is not known is a warning, since it is ignored.
 */
export function readNames(document: LocatedMap, report: Report): NamesFile | undefined {
  const file: Record<string, string | string[]> = {};
  for (const [key, { at, value }] of document.entries) {
    if (!KEYS.includes(key)) {
      const message = `ignored the unknown key ${JSON.stringify(key)}${didYouMean(key, KEYS)}`;
      report.add("unknown_field", at, message, "warning");
    } else if (value.is === "scalar" && value.value === null) {
      continue;
    } else if (key === "agent") {
      file[key] = readName(key, value, report);
    } else if (value.is === "list") {
      file[key] = value.items.map((item, index) => readName(`${key}[${index}]`, item, report));
    } else {
      report.add("wrong_type", value.at, `${key}: expected a list of names, got ${typeOf(value)}`);
    }
  }
  const { agent, agents = [] } = file as NamesFile;
  if (!report.hasErrors && agent !== undefined && !agents.includes(agent)) {
    const { at } = document.entries.get("agent")!.value;
    report.add("invalid_value", at, "agent: expected one of the names in agents");
  }
  return report.hasErrors ? undefined : file;
}

function readName(path: string, item: Located, report: Report): string {
  const name = item.is === "scalar" ? item.value : undefined;
  if (typeof name !== "string") {
    report.add("wrong_type", item.at, `${path}: expected a name, got ${typeOf(item)}`);
    return "";
  }
  const bytes = Buffer.byteLength(name);
  if (bytes === 0 || bytes > MAX_NAME_BYTES) {
    const message = `${path}: expected a name of 1 to ${MAX_NAME_BYTES} bytes, got ${bytes}`;
    report.add("invalid_value", item.at, message);
  } else if (path.startsWith("hosts[") && name.includes("://")) {
    const message = `${path}: expected the name of a host alone, got a URL (with ://)`;
    report.add("invalid_value", item.at, message);
  }
  return name;
}

function typeOf(value: Located): string {
  if (value.is !== "scalar") return `a ${value.is}`;
  return value.value === null ? "nothing" : `a ${typeof value.value}`;
}
