import { canonicalJson } from "@auditspan/core";
import type { JsonValue } from "@auditspan/core";
import { parseStrictJson } from "./parse-strict-json.ts";
import { readDigestSet, readList, readMembers, readText } from "./read-json.ts";
import { StatementFault } from "./statement-fault.ts";

/** What a statement is about: in-toto matches subjects by their digest alone. */
export interface Subject {
  readonly name: string;
  /** `sha256:<hex>` */
  readonly digest: string;
}

/** An in-toto Statement v1. */
export interface Statement {
  readonly subject: readonly Subject[];
  readonly predicateType: string;
  readonly predicate: JsonValue;
}

const STATEMENT_V1 = "https://in-toto.io/Statement/v1";

/** The bytes of a statement that are signed: canonical JSON (RFC 8785). */
export function statementBytes({ subject, predicateType, predicate }: Statement): Uint8Array {
  return Buffer.from(
    canonicalJson({
      _type: STATEMENT_V1,
      subject: subject.map(({ name, digest }) => ({ name, digest: digestSet(digest) })),
      predicateType,
      predicate,
    }),
  );
}

/**
 * Reads the payload that `verifyEnvelope` returned.
 *
 * Throws a `StatementFault` on anything but an in-toto Statement v1 with subjects of a name and a
 * SHA-256 digest; `unknown_field` on a member that is not of these. The predicate is not looked at.
 */
export function readStatement(payload: Uint8Array): Statement {
  const { _type, subject, predicateType, predicate } = readMembers(parse(payload), "statement", [
    "_type",
    "subject",
    "predicateType",
    "predicate",
  ]);
  if (_type !== STATEMENT_V1) {
    throw new StatementFault("malformed_statement", `statement: expected ${STATEMENT_V1}`);
  }
  const subjects = readList(subject, "subject").map((one, i) => readSubject(one, `subject[${i}]`));
  if (subjects.length === 0) {
    throw new StatementFault("malformed_statement", "subject: expected at least one");
  }
  return {
    subject: subjects,
    predicateType: readText(predicateType, "predicateType"),
    predicate: predicate!,
  };
}

/** A digest as in-toto writes it. */
export function digestSet(digest: string): { readonly sha256: string } {
  return { sha256: digest.slice("sha256:".length) };
}

function parse(payload: Uint8Array): JsonValue {
  try {
    return parseStrictJson(payload);
  } catch (error) {
    throw new StatementFault("malformed_statement", `statement: ${(error as Error).message}`);
  }
}

function readSubject(json: JsonValue, place: string): Subject {
  const { name, digest } = readMembers(json, place, ["name", "digest"]);
  return { name: readText(name, `${place}.name`), digest: readDigestSet(digest, place) };
}
