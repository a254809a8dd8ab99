import { openTrail } from "@auditspan/trail";
import type { ProvenanceRecords, StoredRecords } from "@auditspan/trail";
import { KEYS_OPTION, REGISTRY_NOTES } from "../attestation-options.ts";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { statementReader } from "../statements-on-file.ts";
import { TRAIL_OPTION, trailLocation } from "../trail-option.ts";

export const attestImportCommand: Command = {
  usage: "STORE… --keys PATH [--trail LOCATION] [--json]",
  summary: "bring attestations, approvals and revocations that verify into a trail",
  options: {
    keys: KEYS_OPTION,
    trail: TRAIL_OPTION,
    json: { type: "boolean", help: "print the counts as a JSON object" },
  },
  notes: [
    "STORE is a folder, or oci://registry/repository@sha256:… of an image. What does not verify is",
    "counted and left out; then the exit status is 1. What is in the trail already changes nothing.",
    ...REGISTRY_NOTES,
  ],

  async run({ keys, trail, json }, stores, io) {
    if (stores.length === 0) throw new UsageError("expected at least one store");
    const found = [];
    for (const store of stores) found.push(await statementReader(store, keys, io)());
    const records = {
      attestations: found.flatMap(({ attestations }) => attestations),
      approvals: found.flatMap(({ approvals }) => approvals),
    };
    const stored = await store(trailLocation(trail, io), records);
    const refused = found
      .flatMap((statements) => [...statements.refused.values()])
      .reduce((sum, count) => sum + count, 0);
    const decisions = `${stored.approvals} of ${records.approvals.length} approvals and revocations`;
    io.out(
      json === true
        ? JSON.stringify({ ...stored, refused })
        : `${stored.attestations} of ${records.attestations.length} attestations and ${decisions} are new`,
    );
    return refused === 0 ? 0 : 1;
  },
};

async function store(location: string, records: ProvenanceRecords): Promise<StoredRecords> {
  const trail = await openTrail(location, { create: false });
  try {
    return await trail.provenance.store(records);
  } finally {
    await trail.close();
  }
}
