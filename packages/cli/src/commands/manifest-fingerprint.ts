import { COMPONENTS, fingerprintManifest } from "@auditspan/core";
import type { Fingerprints } from "@auditspan/core";
import { loadManifest } from "@auditspan/provenance";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { loadAttestedManifest } from "../load-attested-manifest.ts";
import { DEFAULT_MANIFEST } from "../manifest/default-file.ts";

export const manifestFingerprintCommand: Command = {
  usage: "[FILE] [--resolve] [--json]",
  summary: "print the fingerprints of a manifest and the digest of each of its components",
  options: {
    resolve: {
      type: "boolean",
      help: "fill ${ENV} templates from the environment, as a running agent does (default: as written)",
    },
    json: { type: "boolean", help: "print them as a JSON object" },
  },
  notes: [
    `FILE is ${DEFAULT_MANIFEST} unless it is given. Templates are in the deploy fingerprint alone. Of`,
    "a plain names file the one fingerprint is printed; nothing binds it.",
  ],

  async run({ resolve, json }, [file = DEFAULT_MANIFEST, ...rest], io) {
    if (rest.length > 0) throw new UsageError(`expected one file, got ${rest.length + 1}`);
    const loaded = loadManifest(file);
    if (loaded.kind === "names") {
      const { fingerprint } = loaded.names;
      const unbound = JSON.stringify({ configFingerprint: fingerprint, binding: "unbound" });
      io.out(json === true ? unbound : `config fingerprint  ${fingerprint} (names file, unbound)`);
      return 0;
    }
    const { manifest, fingerprints: written } = loadAttestedManifest(file, io);
    const fingerprints = resolve === true ? fingerprintManifest(manifest, io.env) : written;
    if (json === true) io.out(JSON.stringify(fingerprints));
    else for (const line of lines(fingerprints)) io.out(line);
    return 0;
  },
};

function lines(fingerprints: Fingerprints): string[] {
  const { configFingerprint, deployFingerprint, templateDigest, components } = fingerprints;
  const rows = [
    ["config fingerprint", configFingerprint],
    ["deploy fingerprint", deployFingerprint],
    ["template digest", templateDigest],
    ...COMPONENTS.map((name) => [`  ${name.replace("_", " ")}`, components[name]]),
  ];
  return rows.map(([name, digest]) => `${name!.padEnd(18)}  ${digest!}`);
}
