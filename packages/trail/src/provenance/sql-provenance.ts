import type { Engine } from "../engine.ts";
import type {
  AnomalySplit,
  FingerprintChange,
  FingerprintFilter,
  FingerprintSummary,
  IsolationDifference,
  LiveFingerprint,
  Provenance,
  ProvenanceFilter,
  SplitFilter,
} from "./provenance.ts";
import type { ProvenanceRecords, StoredRecords } from "./provenance-records.ts";
import { toProvenanceRows } from "./provenance-rows.ts";
import { readChanges } from "./read-changes.ts";
import { readComponents } from "./read-components.ts";
import type { Components } from "./read-components.ts";
import { readFingerprints } from "./read-fingerprints.ts";
import { readIsolation } from "./read-isolation.ts";
import { readLive } from "./read-live.ts";
import { readSplit } from "./read-split.ts";

/** The provenance of a trail; `open` gives its engine, or throws when it is closed. */
export class SqlProvenance implements Provenance {
  readonly #open: () => Engine;

  constructor(open: () => Engine) {
    this.#open = open;
  }

  async store(records: ProvenanceRecords): Promise<StoredRecords> {
    const engine = this.#open();
    return engine.store(toProvenanceRows(records, new Date()));
  }

  async fingerprints(filter: FingerprintFilter = {}): Promise<FingerprintSummary[]> {
    return readFingerprints(this.#open(), filter);
  }

  async live(agent: string, at: Date): Promise<LiveFingerprint[]> {
    return readLive(this.#open().db, agent, at);
  }

  async changes(filter: ProvenanceFilter = {}): Promise<FingerprintChange[]> {
    return readChanges(this.#open().db, filter);
  }

  async split(filter: SplitFilter = {}): Promise<AnomalySplit> {
    return readSplit(this.#open().db, filter);
  }

  async isolation(filter: ProvenanceFilter = {}): Promise<IsolationDifference[]> {
    return readIsolation(this.#open().db, filter);
  }

  async components(fingerprint: string): Promise<Components | undefined> {
    return readComponents(this.#open().db, fingerprint);
  }
}
