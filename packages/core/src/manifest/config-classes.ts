/** The classes of a field of `config`, with what each does to its value. */
export const CONFIG_CLASSES = {
  identity: "In the config fingerprint: changing it makes another agent.",
  operational: "Outside the config fingerprint; may hold ${ENV} templates.",
  secret: "A vault reference (vault:path#key). The value itself is never read.",
} as const;

export type ConfigClass = keyof typeof CONFIG_CLASSES;

/** A reference to a secret in a vault. */
export const VAULT_REFERENCE: RegExp =
  /^vault:[A-Za-z0-9][A-Za-z0-9._/@?=&-]{0,511}#[A-Za-z0-9._-]{1,128}$/;
