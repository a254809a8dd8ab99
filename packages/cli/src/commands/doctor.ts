import { printable } from "@auditspan/emitter/printable";
import { UsageError } from "../command.ts";
import type { Command } from "../command.ts";
import { examine, worstFirst } from "../doctor/examine.ts";
import { countLine, findingLines } from "../doctor/finding-lines.ts";
import { examineEndpoint } from "../doctor/otlp-endpoint.ts";
import { readSubject } from "../doctor/read-subject.ts";
import type { Subject } from "../doctor/subject.ts";
import { createPaint } from "../paint.ts";

export const doctorCommand: Command = {
  usage: "[--dir APP] [--pid N | --env-file FILE] [--check-endpoint] [--json]",
  summary: "say what an application's settings and packages leak, lose or keep from being audited",
  options: {
    dir: {
      type: "string",
      short: "d",
      value: "APP",
      help: "folder of the application, with its package.json (default: working directory)",
    },
    pid: {
      type: "string",
      short: "p",
      value: "N",
      help: "look at the variables of this process (default: those of this one)",
    },
    "env-file": {
      type: "string",
      short: "e",
      value: "FILE",
      help: "look at the variables of a file",
    },
    "check-endpoint": { type: "boolean", help: "send an empty request to the OTLP endpoint" },
    json: { type: "boolean", help: "one JSON object a finding" },
  },
  notes: [
    "Files are read, nothing of the application is executed, and no value of a variable is printed.",
    "Without --check-endpoint nothing is sent. Exit status: 0 nothing to do, 1 there are errors or",
    "warnings, 2 wrong usage.",
  ],

  async run({ dir, pid, json, ...values }, rest, io) {
    if (rest.length > 0) throw new UsageError(`expected no arguments, got ${rest.length}`);
    const subject = readSubject({
      dir: dir as string | undefined,
      pid: pid as string | undefined,
      envFile: values["env-file"] as string | undefined,
      env: io.env,
    });
    const network = values["check-endpoint"] === true ? await examineEndpoint(subject) : [];
    const findings = worstFirst([...(await examine(subject)), ...network]);
    const paint = createPaint(io.colour);
    for (const finding of findings) {
      if (json === true) io.out(printable(JSON.stringify(finding)));
      else for (const line of findingLines(finding, paint)) io.out(line);
    }
    io.err(`${countLine(findings)}; ${lookedAt(subject)}`);
    return findings.some(({ severity }) => severity !== "note") ? 1 : 0;
  },
};

function lookedAt({ env, app }: Subject): string {
  const packages = app === undefined ? "no packages" : `${app.packages.all.length} packages`;
  return `looked at ${Object.keys(env).length} variables and ${packages}`;
}
