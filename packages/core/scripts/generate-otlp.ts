import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main as pbjs } from "protobufjs-cli/pbjs.js";

const PACKAGE = join(import.meta.dirname, "..");
const FILES = ["otlp.js", "otlp.d.ts"] as const;
const FLAGS =
  "--target static-module --wrap es6 --no-create --no-verify --no-delimited --no-service --no-typeurl".split(
    " ",
  );
const SIGNALS = ["trace", "logs", "metrics", "rpc-status"];

/** The generated files by name, made from `proto/` by the code generator of protobufjs. */
export async function generateOtlp(): Promise<Record<(typeof FILES)[number], string>> {
  const out = mkdtempSync(join(tmpdir(), "auditspan-otlp-"));
  try {
    const args = [...FLAGS, "--path", join(PACKAGE, "proto"), "--out", join(out, "otlp.js")];
    for (const name of SIGNALS) args.push(join(PACKAGE, "proto", `${name}.proto`));
    // Types are made from the comments, which the code itself need not carry.
    await runPbjs(["--dts", ...args]);
    await runPbjs(["--no-comments", ...args]);
    return {
      "otlp.js": readFileSync(join(out, "otlp.js"), "utf8"),
      "otlp.d.ts": readFileSync(join(out, "otlp.d.ts"), "utf8"),
    };
  } finally {
    rmSync(out, { recursive: true });
  }
}

function runPbjs(args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    pbjs(args, (error) => (error === null ? resolve() : reject(error)));
  });
}
