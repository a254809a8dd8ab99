import { writeFile } from "node:fs/promises";
import { loadVerificationKeys, openStore, signingKey } from "@auditspan/provenance";
import type { AttestationStore, SigningKey, VerificationKey } from "@auditspan/provenance";
import { CommandError, UsageError } from "./command.ts";
import type { CommandIo, CommandOption } from "./command.ts";
import { readInput } from "./read-input.ts";

export const KEY_OPTION: CommandOption = {
  type: "string",
  short: "k",
  value: "FILE",
  help: "private key, ECDSA P-256 in PEM (passphrase: AUDITSPAN_KEY_PASSPHRASE)",
};

export const KEYS_OPTION: CommandOption = {
  type: "string",
  value: "PATH",
  help: "public keys in PEM, a file or a folder (default: AUDITSPAN_ATTESTATION_KEYS)",
};

export const STORE_OPTION: CommandOption = {
  type: "string",
  short: "s",
  value: "LOCATION",
  help: "a folder, or oci://registry/repository@sha256:… of the image",
};

export const OUT_OPTION: CommandOption = {
  type: "string",
  short: "o",
  value: "FILE",
  help: "write the envelope to a file",
};

/** How commands that speak with a registry say where credentials come from. */
export const REGISTRY_NOTES: readonly string[] = [
  "Credentials for a registry: AUDITSPAN_REGISTRY_USER and AUDITSPAN_REGISTRY_PASSWORD, or",
  "AUDITSPAN_REGISTRY_TOKEN, else what `docker login` wrote; credential helpers are not run.",
];

/** An envelope is at most 1 MiB; more is not read. */
const MAX_FILE_BYTES = 1024 * 1024;

/** An option that must be given. */
export function required(value: unknown, option: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new UsageError(`expected --${option}`);
}

/** Reads the private key of `--key`. */
export async function readSigningKey(file: unknown, io: CommandIo): Promise<SigningKey> {
  const path = required(file, "key");
  const pem = Buffer.from(await readBytes(path)).toString("utf8");
  try {
    return signingKey(pem, { passphrase: io.env["AUDITSPAN_KEY_PASSPHRASE"] });
  } catch (error) {
    throw new CommandError(`${path}: ${(error as Error).message}`);
  }
}

/** Reads the public keys of `--keys`, or of the environment. */
export function readKeys(path: unknown, io: CommandIo): readonly VerificationKey[] {
  return loadVerificationKeys(
    required(path ?? io.env["AUDITSPAN_ATTESTATION_KEYS"], "keys (or AUDITSPAN_ATTESTATION_KEYS)"),
  );
}

/** Opens the store of `--store`; `image` completes a location that names the repository alone. */
export function openStoreOf(
  location: string,
  image: string | undefined,
  io: CommandIo,
): Promise<AttestationStore> {
  return openStore(location, { image, env: io.env });
}

/** Where a new envelope goes. */
export interface Destination {
  readonly out: unknown;
  readonly store: unknown;
  readonly image: string | undefined;
}

/** Checks, before anything is signed, that `--out` or `--store` was given, or both. */
export function checkDestination({ out, store }: Pick<Destination, "out" | "store">): void {
  if (out === undefined && store === undefined) {
    throw new UsageError("expected --out or --store");
  }
}

/** Writes a new envelope to `--out`, to `--store`, or to both. */
export async function keepEnvelope(
  envelope: Uint8Array,
  configFingerprint: string,
  { out, store, image }: Destination,
  io: CommandIo,
): Promise<void> {
  if (typeof store === "string") {
    await (await openStoreOf(store, image, io)).put(envelope, configFingerprint);
  }
  if (typeof out !== "string") return;
  try {
    await writeFile(out, envelope);
  } catch (error) {
    throw new CommandError(`${out}: cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** Reads a file of at most 1 MiB. */
export async function readBytes(file: string): Promise<Uint8Array> {
  return new Uint8Array(await readInput(file, MAX_FILE_BYTES));
}
