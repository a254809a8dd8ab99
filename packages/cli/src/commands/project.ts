import { randomBytes } from "node:crypto";
import type { LogRecord, SpanRecord } from "@auditspan/core";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { eventJson } from "../event-json.ts";
import { loadNames, MANIFEST_OPTION } from "../load-names.ts";
import { projectRecords } from "../project-records.ts";
import { SCAN_SECRETS_OPTION } from "../scan-secrets-option.ts";
import { readBodyFile, signalOf } from "../read-body-file.ts";

export const projectCommand: Command = {
  usage: "FILE… [--signal traces|logs] [--manifest FILE] [--scan-secrets]",
  summary: "show the audit events of captured OTLP bodies, one JSON object a line",
  options: {
    signal: {
      type: "string",
      value: "SIGNAL",
      help: "traces or logs, for files whose name does not tell (default: from the name)",
    },
    manifest: MANIFEST_OPTION,
    "scan-secrets": SCAN_SECRETS_OPTION,
  },
  notes: [
    "FILE is the body of an OTLP/HTTP request: protobuf or JSON, gzip or not. All files are read",
    "before the first event is printed, so log events find the completion they belong to. Files of",
    "metrics are skipped. Ids are made anew in each run.",
  ],

  async run({ signal, manifest, ...values }, files, io) {
    if (files.length === 0) throw new UsageError("expected at least one file");
    const signals = files.map(
      (file) => [file, signalOf(file, signal as string | undefined)] as const,
    );
    const names = await loadNames(manifest, io);
    const records: (SpanRecord | LogRecord)[] = [];
    for (const [file, kind] of signals) {
      if (kind === "metrics") io.err(`note: ${file}: metrics are not audit events, skipped`);
      else for (const record of await readBodyFile(file, kind)) records.push(record);
    }
    const secretScan = values["scan-secrets"] === true;
    const events = projectRecords(records, { names, key: randomBytes(32), secretScan });
    for (const event of events) io.out(eventJson(event));
    return 0;
  },
};
