import type { NameSet } from "./known-names.ts";

/** Identifiers that the operator, the orchestrator or the kernel made, each with its own grammar. */
export type Grammar =
  | "agent_version"
  | "capabilities"
  | "decision_id"
  | "generation_id"
  | "image_digest"
  | "key_id"
  | "lsm"
  | "processing_activity"
  | "revision"
  | "case_id";

/**
 * How a value is read (SCHEMA section 1). There is no kind for prose, so prose cannot be kept.
 *
 * The first group can be read from a record. The second is made by us or given by the context, and
 * is only checked.
 */
export type Kind =
  | { readonly kind: "flag" }
  | { readonly kind: "count"; readonly max: number }
  | { readonly kind: "size" }
  | { readonly kind: "ratio"; readonly min: number; readonly max: number }
  | {
      readonly kind: "enum";
      readonly values: readonly string[];
      /** Other spellings of the values: lower case, `_` for `-`, `.` and space. */
      readonly synonyms?: Readonly<Record<string, string>> | undefined;
    }
  | { readonly kind: "member"; readonly set: NameSet | "event_types" }
  | { readonly kind: "list"; readonly of: Kind; readonly max: number }
  | { readonly kind: "infra"; readonly grammar: Grammar }
  | { readonly kind: "shape" }
  | { readonly kind: "uuid"; readonly version: 4 | 7 }
  | { readonly kind: "digest" }
  | { readonly kind: "keyed" }
  | { readonly kind: "hex"; readonly digits: number }
  | { readonly kind: "signature" }
  | { readonly kind: "hashes"; readonly max: number }
  | { readonly kind: "time" }
  | { readonly kind: "inode" };

export const flag: Kind = { kind: "flag" };
export const size: Kind = { kind: "size" };
export const shape: Kind = { kind: "shape" };
export const digest: Kind = { kind: "digest" };
export const keyed: Kind = { kind: "keyed" };
export const signature: Kind = { kind: "signature" };
export const time: Kind = { kind: "time" };
export const inode: Kind = { kind: "inode" };
export const uuid4: Kind = { kind: "uuid", version: 4 };
export const uuid7: Kind = { kind: "uuid", version: 7 };

export const count = (max: number): Kind => ({ kind: "count", max });
export const ratio = (min: number, max: number): Kind => ({ kind: "ratio", min, max });
export const member = (set: NameSet | "event_types"): Kind => ({ kind: "member", set });
export const infra = (grammar: Grammar): Kind => ({ kind: "infra", grammar });
export const hashes = (max: number): Kind => ({ kind: "hashes", max });
export const hex = (digits: number): Kind => ({ kind: "hex", digits });
export const list = (of: Kind, max: number): Kind => ({ kind: "list", of, max });
export const oneOf = (values: readonly string[], synonyms?: Record<string, string>): Kind => ({
  kind: "enum",
  values,
  synonyms,
});
