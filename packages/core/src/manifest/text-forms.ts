import { EVENT_TYPES } from "../event-types.ts";
import { GRAMMARS } from "../grammars.ts";
import { CAPABILITIES } from "./capabilities.ts";
import type { TextForm } from "./manifest-shape.ts";

// No text of a manifest may hold a template but those of operational fields.
const NAME = /^(?!\s)(?!.*\$\{)\P{Cc}{1,200}(?<!\s)$/u;
const DECIMAL = String.raw`-?\d{1,12}(?:\.\d{1,6})?`;
const WORD = "[A-Za-z0-9_.:/-]{1,64}";
const SIMPLE_KIND = `(?:${[
  "flag",
  "size",
  String.raw`count(?:\(\d{1,16}\))?`,
  String.raw`ratio\(${DECIMAL}, ?${DECIMAL}\)`,
  String.raw`enum\(${WORD}(?:, ?${WORD}){0,255}\)`,
  String.raw`member\((?:tools|models|agents|providers|hosts|mcpServers)\)`,
].join("|")})`;

type FormName =
  | "name"
  | "agentVersion"
  | "version"
  | "digest"
  | "image"
  | "host"
  | "label"
  | "fieldName"
  | "parameter"
  | "processingActivity"
  | "eventType"
  | "capability"
  | "kind";

/** The forms of the texts that a manifest holds. */
export const TEXT_FORMS: Readonly<Record<FormName, TextForm>> = {
  name: { pattern: NAME, words: "a name of 1 to 200 bytes" },
  agentVersion: {
    pattern: GRAMMARS.agent_version,
    words: 'a version such as "1.2.3" (quoted where it looks like a number)',
  },
  version: {
    pattern: /^(?!latest$)[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$/,
    words: 'a fixed version such as "1.2.3" (quoted where it looks like a number)',
  },
  digest: { pattern: /^sha256:[0-9a-f]{64}$/, words: "sha256: and 64 lower-case hex digits" },
  image: {
    pattern:
      /^[a-z0-9][a-z0-9._-]{0,127}(?::\d{1,5}(?=\/))?(?:\/[a-z0-9][a-z0-9._-]{0,127}){0,8}@sha256:[0-9a-f]{64}$/,
    words: "an image by digest (repository@sha256:…), without a tag",
  },
  host: {
    pattern: /^(?:[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9])?|[0-9a-f:]{2,39})$/,
    words: "a lower-case host name or address, without scheme and port",
  },
  label: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    words: "a label of letters, digits, dots, dashes and underscores",
  },
  fieldName: {
    pattern: /^[A-Za-z][A-Za-z0-9._-]{0,127}$/,
    words: "a name that starts with a letter, of letters, digits, dots, dashes and underscores",
  },
  parameter: {
    pattern: /^[A-Za-z][A-Za-z0-9_-]{0,63}$/,
    words: "a name that starts with a letter, of letters, digits, dashes and underscores",
  },
  processingActivity: {
    pattern: GRAMMARS.processing_activity,
    words: "an id of lower-case letters, digits, dashes and underscores",
  },
  eventType: {
    pattern: /^[a-z][a-z0-9_]{0,63}$/,
    words: "an event type in lower case, such as tool_call",
    examples: Object.keys(EVENT_TYPES).filter((name) => EVENT_TYPES[name]!.origin === "action"),
  },
  capability: {
    pattern: new RegExp(`^(?:${CAPABILITIES.join("|")})$`),
    words: "a Linux capability such as CAP_NET_BIND_SERVICE",
    examples: CAPABILITIES,
  },
  kind: {
    pattern: new RegExp(`^(?:${SIMPLE_KIND}|list\\(${SIMPLE_KIND}, ?[1-9]\\d{0,2}\\))$`),
    words:
      "a kind: flag, size, count, count(MAX), ratio(MIN, MAX), enum(a, b), member(SET) or list(KIND, MAX)",
    examples: ["flag", "size", "count", "count(1000)", "ratio(0, 1)", "member(hosts)"],
  },
};
