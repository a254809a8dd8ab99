/** The name of a manifest where none is given. */
export const DEFAULT_MANIFEST = "auditspan.manifest.yaml";
