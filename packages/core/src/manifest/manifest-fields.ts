import { RISKS } from "../event-types.ts";
import type { Shape, ShapeField, TextForm } from "./manifest-shape.ts";
import { TEXT_FORMS } from "./text-forms.ts";

const text = (form: TextForm): Shape => ({ shape: "text", form });
const list = (of: Shape): Shape => ({ shape: "list", of });
const map = (keys: TextForm, of: Shape): Shape => ({ shape: "map", keys, of });
const object = (fields: Readonly<Record<string, ShapeField>>): Shape => ({
  shape: "object",
  fields,
});
const FLAG: Shape = { shape: "flag" };
const FILE: Shape = { shape: "file" };
const KINDS: Shape = map(TEXT_FORMS.parameter, { shape: "kind", form: TEXT_FORMS.kind });
const NAME: ShapeField = { of: text(TEXT_FORMS.name), required: true, about: "Its name." };
const DIGEST = text(TEXT_FORMS.digest);
const VERSION = text(TEXT_FORMS.version);

const MODEL = object({
  name: NAME,
  provider: { of: text(TEXT_FORMS.name), about: "Who serves it, as instrumentation names it." },
  version: { of: VERSION, about: "Its version; `latest` is none." },
  digest: { of: DIGEST, about: "Digest of its weights, where you hold them." },
});

const TOOL = object({
  name: NAME,
  version: { of: VERSION, required: true, about: "Version of the tool." },
  schemaDigest: { of: DIGEST, about: "Digest of the schema that the model is offered." },
  eventType: {
    of: text(TEXT_FORMS.eventType),
    about: "Event type of a call. Defaults to tool_call.",
  },
  risk: {
    of: { shape: "choice", values: RISKS },
    about: "Risk of a call. Defaults to that of the event type.",
  },
  parameters: { of: KINDS, about: "Arguments that may be kept, each with its kind." },
  results: { of: KINDS, about: "Fields of the result that may be kept, each with its kind." },
});

const MCP_SERVER = object({
  name: NAME,
  version: { of: VERSION, about: "Version of the server." },
  digest: { of: DIGEST, about: "Digest of its package or image." },
});

const ISOLATION = object({
  seccompProfile: { of: DIGEST, about: "Digest of the canonical JSON of the seccomp profile." },
  bpf: {
    of: map(TEXT_FORMS.label, DIGEST),
    about: "Host class to the digest of the seccomp program that is loaded there.",
  },
  nonRoot: { of: FLAG, about: "Whether it must not run as root." },
  noNewPrivileges: { of: FLAG, about: "Whether it must not gain privileges." },
  capabilities: {
    of: list(text(TEXT_FORMS.capability)),
    about: "Its effective capabilities; an empty list expects none.",
  },
});

/** The fields of `auditspan.manifest.yaml`: the loader and the JSON Schema are made from this. */
export const MANIFEST_FIELDS: Readonly<Record<string, ShapeField>> = {
  agent: {
    of: object({
      name: NAME,
      version: { of: text(TEXT_FORMS.agentVersion), required: true, about: "Its version." },
    }),
    required: true,
    about: "The agent that this manifest describes.",
  },
  image: { of: text(TEXT_FORMS.image), about: "The image that runs, by digest. Tags are refused." },
  models: { of: list(MODEL), about: "Models it asks, each with a version or a digest." },
  tools: { of: list(TOOL), about: "Tools it has. Any other is an unregistered tool." },
  agents: { of: list(text(TEXT_FORMS.name)), about: "Agents it hands off to." },
  mcpServers: { of: list(MCP_SERVER), about: "MCP servers it is connected to." },
  hosts: { of: list(text(TEXT_FORMS.host)), about: "Hosts it may call." },
  isolation: { of: ISOLATION, about: "The isolation it is expected to run in." },
  prompts: {
    of: map(TEXT_FORMS.label, FILE),
    about: "Prompt templates: a name, and the file that is hashed.",
  },
  policies: {
    of: map(TEXT_FORMS.label, FILE),
    about: "Policies: a name, and the file that is hashed.",
  },
  processingActivity: {
    of: text(TEXT_FORMS.processingActivity),
    about: "Id of the entry in the records of processing activities.",
  },
  eventTypes: { of: FILE, about: "Event type document: the file that is hashed." },
  config: {
    of: map(TEXT_FORMS.fieldName, { shape: "config" }),
    about: "Everything else that configures it, each field with its class.",
  },
};
