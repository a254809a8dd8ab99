/** Version of the audit schema: the version of the scope `auditspan` on the wire. */
export const SCHEMA_VERSION = "1";

/** Name of the instrumentation scope of every audit event. */
export const SCOPE_NAME = "auditspan";
