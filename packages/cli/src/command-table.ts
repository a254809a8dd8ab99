import type { LazyCommand } from "./command.ts";

/**
 * The commands of the program. Each is imported when it is called, so that none waits for what
 * another needs; the summaries stand here too, so that the help text imports no command at all.
 */
export const COMMANDS: Readonly<Record<string, LazyCommand>> = {
  demo: {
    summary: "run an example agent, show its audit trail and that nothing it heard is in it",
    load: async () => (await import("./commands/demo.ts")).demoCommand,
  },
  doctor: {
    summary:
      "say what an application's settings and packages leak, lose or keep from being audited",
    load: async () => (await import("./commands/doctor.ts")).doctorCommand,
  },
  collect: {
    summary: "receive OTLP/HTTP, turn every span into an audit event, store and forward it",
    load: async () => (await import("./commands/collect.ts")).collectCommand,
  },
  project: {
    summary: "show the audit events of captured OTLP bodies, one JSON object a line",
    load: async () => (await import("./commands/project.ts")).projectCommand,
  },
  "collector-config generate": {
    summary: "write presets for a stock OpenTelemetry Collector that take content out",
    load: async () =>
      (await import("./commands/collector-config-generate.ts")).collectorConfigGenerateCommand,
  },
  "session list": {
    summary: "list the sessions of a trail, the newest first",
    load: async () => (await import("./commands/session-list.ts")).sessionListCommand,
  },
  "session show": {
    summary: "show one session step by step",
    load: async () => (await import("./commands/session-show.ts")).sessionShowCommand,
  },
  "manifest init": {
    summary: "write a manifest from what a project's folder tells, and ask for the rest",
    load: async () => (await import("./commands/manifest-init.ts")).manifestInitCommand,
  },
  "manifest learn": {
    summary:
      "draft a manifest from the names in traffic, for a person to review (development only)",
    load: async () => (await import("./commands/manifest-learn.ts")).manifestLearnCommand,
  },
  "fingerprint list": {
    summary: "list the configurations that ran, with their sessions over time and their standing",
    load: async () => (await import("./commands/fingerprint-list.ts")).fingerprintListCommand,
  },
  "fingerprint live": {
    summary: "say which configuration an agent ran at a time, and who had approved it then",
    load: async () => (await import("./commands/fingerprint-live.ts")).fingerprintLiveCommand,
  },
  "fingerprint changes": {
    summary: "list the first session after each change of a configuration, and what changed",
    load: async () => (await import("./commands/fingerprint-changes.ts")).fingerprintChangesCommand,
  },
  "fingerprint split": {
    summary: "rogue user or bad build: split anomalies by configuration and by session",
    load: async () => (await import("./commands/fingerprint-split.ts")).fingerprintSplitCommand,
  },
  "fingerprint isolation": {
    summary: "list sessions whose isolation is not what the attestation on file expects",
    load: async () =>
      (await import("./commands/fingerprint-isolation.ts")).fingerprintIsolationCommand,
  },
  "manifest fingerprint": {
    summary: "print the fingerprints of a manifest and the digest of each of its components",
    load: async () =>
      (await import("./commands/manifest-fingerprint.ts")).manifestFingerprintCommand,
  },
  "manifest diff": {
    summary: "say what changed from one configuration to another, component by component",
    load: async () => (await import("./commands/manifest-diff.ts")).manifestDiffCommand,
  },
  "manifest check": {
    summary: "check a manifest, and that no secret of it also stands somewhere in plaintext",
    load: async () => (await import("./commands/manifest-check.ts")).manifestCheckCommand,
  },
  attest: {
    summary: "sign the fingerprints of a manifest: an in-toto statement in a DSSE envelope",
    load: async () => (await import("./commands/attest.ts")).attestCommand,
  },
  "attest verify": {
    summary: "check that a configuration is attested, and approved if asked",
    load: async () => (await import("./commands/attest-verify.ts")).attestVerifyCommand,
  },
  "attest approve": {
    summary: "sign that an attested configuration is approved, by a policy and for a time",
    load: async () => (await import("./commands/attest-approve.ts")).attestApproveCommand,
  },
  "attest revoke": {
    summary: "withdraw the approvals of a configuration",
    load: async () => (await import("./commands/attest-revoke.ts")).attestRevokeCommand,
  },
  "attest push": {
    summary: "put attestations, approvals and revocations into a store",
    load: async () => (await import("./commands/attest-push.ts")).attestPushCommand,
  },
  "attest pull": {
    summary: "copy what verifies from a store into a folder",
    load: async () => (await import("./commands/attest-pull.ts")).attestPullCommand,
  },
  "attest import": {
    summary: "bring attestations, approvals and revocations that verify into a trail",
    load: async () => (await import("./commands/attest-import.ts")).attestImportCommand,
  },
};
