// What reading a manifest needs and no more: a check in a build loads nothing that reads traffic.
export { EVENT_TYPES } from "../event-types.ts";
export type { Kind } from "../kinds.ts";
export type { NamesFile } from "../known-names.ts";
export { CONFIG_CLASSES, VAULT_REFERENCE } from "./config-classes.ts";
export type { ConfigClass } from "./config-classes.ts";
export { MANIFEST_FIELDS } from "./manifest-fields.ts";
export type { Shape, ShapeField, TextForm } from "./manifest-shape.ts";
export type {
  ConfigField,
  JsonValue,
  Manifest,
  ManifestIsolation,
  ManifestMcpServer,
  ManifestModel,
  ManifestTool,
} from "./manifest.ts";
export { parseKind } from "./parse-kind.ts";
export { templateVariables } from "./resolve-templates.ts";
