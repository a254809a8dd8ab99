import { randomBytes } from "node:crypto";
import type { LogRecord, SpanRecord } from "@auditspan/core";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { eventJson } from "../event-json.ts";
import { loadNames, MANIFEST_OPTION } from "../load-names.ts";
import { projectRecords } from "../project-records.ts";
import { SCAN_SECRETS_OPTION } from "../scan-secrets-option.ts";
import { readBodyFile } from "../read-body-file.ts";
import { signalOf } from "../signal-of.ts";

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
    "FILE is the body of an OTLP/HTTP request: protobuf or JSON, gzip or not; or JSON bodies one a",
    "line, as the collector's file exporter writes them. All files are read before the first event",
    "is printed, so log events find the completion they belong to. Metrics are skipped. Ids are made",
    "anew in each run.",
  ],

  async run({ signal, manifest, ...values }, files, io) {
    if (files.length === 0) throw new UsageError("expected at least one file");
    const signals = files.map(
      (file) => [file, signalOf(file, signal as string | undefined)] as const,
    );
    const names = await loadNames(manifest, io);
    const records: (SpanRecord | LogRecord)[] = [];
    const note = (file: string, text: string): void => io.err(`auditspan: ${file}: ${text}`);
    for (const [file, told] of signals) {
      if (told.note !== undefined) note(file, told.note);
      if (told.signal === "metrics") {
        note(file, "metrics are not audit events, skipped");
        continue;
      }
      const body = await readBodyFile(file, told.signal);
      for (const text of body.notes) note(file, text);
      for (const record of body.records) records.push(record);
    }
    const secretScan = values["scan-secrets"] === true;
    const events = projectRecords(records, { names, key: randomBytes(32), secretScan });
    for (const event of events) io.out(eventJson(event));
    return 0;
  },
};
