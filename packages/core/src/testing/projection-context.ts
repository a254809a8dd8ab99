import { derivedEventIds } from "../ids.ts";
import { createKeyedDigest, createKeyedHash } from "../keyed-digest.ts";
import { knownNames } from "../known-names.ts";
import type { NamesFile } from "../known-names.ts";
import type { ProjectionContext } from "../projection-context.ts";
import { provenanceOf } from "../provenance.ts";

export const SESSION_ID = "3f2b8a44-6c1d-4f0e-9a57-2d9c1b7e8f60";

/** A context with the names of a file, or with those that the schema ships. */
export function projectionContext(
  file?: NamesFile,
  parts: Partial<ProjectionContext> = {},
): ProjectionContext {
  const names = knownNames(file);
  const keyed = createKeyedDigest(new Uint8Array(32).fill(7));
  return {
    names,
    stamp: {
      sessionId: SESSION_ID,
      attributes: { "session.id": SESSION_ID, ...provenanceOf(names) },
    },
    source: "observed",
    eventId: derivedEventIds(createKeyedHash(new Uint8Array(32).fill(7)), SESSION_ID),
    keyed,
    ...parts,
  };
}
