import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { printable } from "@auditspan/emitter/printable";
import { collectorConfigFiles } from "../collector-config/collector-config-files.ts";
import { CommandError, UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { loadNames, MANIFEST_OPTION } from "../load-names.ts";

export const collectorConfigGenerateCommand: Command = {
  usage: "[DIR] [--manifest FILE] [--json]",
  summary: "write presets for a stock OpenTelemetry Collector that take content out",
  options: {
    manifest: MANIFEST_OPTION,
    json: { type: "boolean", help: "print the paths of the files as JSON" },
  },
  notes: [
    "DIR defaults to collector-config. Without --manifest foreign spans keep public model and",
    "provider names alone, and of the names on audit events only the form is checked; with it,",
    "every name in both lanes has to be one of the file. With a manifest the audit lane also takes",
    "the parameters and result fields that it declares, on calls of the tool that declares them.",
  ],

  async run({ manifest, json }, [directory = "collector-config", ...rest], io) {
    if (rest.length > 0) throw new UsageError(`expected one directory, got ${rest.length + 1}`);
    const paths: string[] = [];
    for (const [name, text] of Object.entries(
      collectorConfigFiles(await loadNames(manifest, io)),
    )) {
      const path = join(directory, name);
      await write(directory, path, text);
      paths.push(path);
    }
    if (json === true) io.out(printable(JSON.stringify({ files: paths })));
    else for (const path of paths) io.out(printable(path));
    return 0;
  },
};

async function write(directory: string, path: string, text: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    throw new CommandError(`${path}: cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}
