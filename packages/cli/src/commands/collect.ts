import { once } from "node:events";
import { startCollector } from "../collect.ts";
import type { CollectSettings, RunningCollector } from "../collect.ts";
import { KEYS_OPTION } from "../attestation-options.ts";
import { UsageError } from "../command.ts";
import type { Command, CommandIo } from "../command.ts";
import { listenAddress } from "../listen-address.ts";
import { loadNames, MANIFEST_OPTION } from "../load-names.ts";
import { SCAN_SECRETS_OPTION } from "../scan-secrets-option.ts";
import { statementReader } from "../statements-on-file.ts";
import { TRAIL_OPTION, trailLocation } from "../trail-option.ts";

const PROGRESS_MS = 1000;

export const collectCommand: Command = {
  usage:
    "[--listen HOST:PORT] [--trail LOCATION] [--forward BASE-URL] [--spool FOLDER] [--manifest FILE] [--attestations STORE] [--scan-secrets]",
  summary: "receive OTLP/HTTP, turn every span into an audit event, store and forward it",
  options: {
    listen: {
      type: "string",
      short: "l",
      value: "HOST:PORT",
      help: "address to listen on (default: 127.0.0.1:4318)",
    },
    trail: TRAIL_OPTION,
    forward: {
      type: "string",
      short: "f",
      value: "BASE-URL",
      help: "OTLP/HTTP endpoint that events go on to, without /v1/traces (default: nowhere)",
    },
    spool: {
      type: "string",
      value: "FOLDER",
      help: "folder in which events wait for the forward, on disk before they are acknowledged (default: memory)",
    },
    manifest: MANIFEST_OPTION,
    attestations: {
      type: "string",
      value: "STORE",
      help: "attestations on file, a folder or oci://…: events are read with the names of their own",
    },
    "attestation-keys": KEYS_OPTION,
    "scan-secrets": SCAN_SECRETS_OPTION,
    json: { type: "boolean", help: "print the closing statistics as JSON" },
  },
  notes: [
    "With --forward and no --trail nothing is stored here for good. Headers, certificates, timeout",
    "and compression of the forward come from OTEL_EXPORTER_OTLP_*. Ctrl-C delivers what is under way.",
  ],

  async run({ listen, trail, forward, spool, manifest, attestations, json, ...values }, rest, io) {
    if (rest.length > 0) throw new UsageError(`expected no arguments, got ${rest.length}`);
    if (spool !== undefined && forward === undefined) {
      throw new UsageError("expected --forward with --spool");
    }
    const stored = trail !== undefined || forward === undefined;
    const collector = await startCollector({
      listen: listenAddress((listen as string | undefined) ?? "127.0.0.1:4318"),
      names: await loadNames(manifest, io),
      trail: stored ? trailLocation(trail, io) : undefined,
      forward: forward as string | undefined,
      spool: spool as string | undefined,
      statements: readerOf(attestations, values["attestation-keys"], io),
      secretScan: values["scan-secrets"] === true,
    });
    io.err(`listening on ${collector.url} (OTLP/HTTP: /v1/traces, /v1/logs)`);
    const stopShowing = showProgress(collector, io);
    if (!io.signal.aborted) await once(io.signal, "abort");
    stopShowing();
    await collector.close();
    io.out(json === true ? JSON.stringify(collector.stats()) : summary(collector));
    return 0;
  },
};

function readerOf(store: unknown, keys: unknown, io: CommandIo): CollectSettings["statements"] {
  if (typeof store !== "string") return undefined;
  if (keys === undefined && io.env["AUDITSPAN_ATTESTATION_KEYS"] === undefined) {
    throw new UsageError("expected --attestation-keys (or AUDITSPAN_ATTESTATION_KEYS)");
  }
  return statementReader(store, keys, io);
}

function showProgress(collector: RunningCollector, io: CommandIo): () => void {
  if (!io.progress) return () => {};
  const timer = setInterval(
    () => process.stderr.write(`\r${summary(collector)}\u001B[K`),
    PROGRESS_MS,
  );
  timer.unref();
  return () => {
    clearInterval(timer);
    process.stderr.write("\r\u001B[K");
  };
}

function summary({ stats }: RunningCollector): string {
  const { spans, logs, events, duplicates, quarantined, failed, rejected, held, refused, ...rest } =
    stats();
  const parts = [
    `${spans} spans`,
    `${logs} log records`,
    `${events} events`,
    ...[
      [duplicates, "duplicates"],
      [held, "held"],
      [quarantined, "quarantined"],
      [failed, "failed projections"],
      [rejected, "rejected by the trail"],
      [rest.invalidIds, "without a valid id"],
    ].flatMap(([count, name]) => (Number(count) > 0 ? [`${count} ${name}`] : [])),
    ...Object.entries(refused).map(([reason, count]) => `${count} requests refused (${reason})`),
  ];
  return parts.join(", ");
}
