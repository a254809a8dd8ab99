import { hash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { link, mkdir, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { AttestationError } from "../attestation-error.ts";
import { MAX_ENVELOPE_BYTES } from "../envelope.ts";
import { checkTotal, MAX_ENVELOPES } from "./attestation-store.ts";
import type { AttestationStore } from "./attestation-store.ts";

const FINGERPRINT = /^sha256:[0-9a-f]{64}$/;
const FOLDER = /^sha256-[0-9a-f]{64}$/;
const FILE = /^([0-9a-f]{64})\.dsse\.json$/;

/**
 * A store in a folder, made when the first envelope is put: one folder for each config fingerprint
 * (`sha256-<hex>`), in it one file for each envelope, named by its digest. Other files are passed over.
 */
export function folderStore(folder: string): AttestationStore {
  return {
    location: folder,

    async put(envelope, configFingerprint) {
      checkSize(envelope.length, folder);
      const digest = hash("sha256", envelope, "hex");
      const place = join(folder, folderName(configFingerprint));
      await mkdir(place, { recursive: true });
      await writeOnce(join(place, `${digest}.dsse.json`), envelope);
      return `sha256:${digest}`;
    },

    async list(configFingerprint) {
      const folders =
        configFingerprint === undefined
          ? (await namesIn(folder)).filter((name) => FOLDER.test(name))
          : [folderName(configFingerprint)];
      const files: string[] = [];
      for (const name of folders) {
        const place = join(folder, name);
        for (const file of await namesIn(place)) if (FILE.test(file)) files.push(join(place, file));
      }
      if (files.length > MAX_ENVELOPES) {
        throw new AttestationError(
          "too_large",
          `${folder}: expected at most ${MAX_ENVELOPES} envelopes, got ${files.length}`,
        );
      }
      const envelopes: Uint8Array[] = [];
      let size = 0;
      for (const file of files) {
        const envelope = await readEnvelope(file);
        size = checkTotal(size + envelope.length);
        envelopes.push(envelope);
      }
      return envelopes;
    },
  };
}

function folderName(configFingerprint: string): string {
  if (FINGERPRINT.test(configFingerprint)) return configFingerprint.replace(":", "-");
  throw new AttestationError("location", "expected a fingerprint sha256:<hex>, got something else");
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    throw new AttestationError("location", `${folder}: cannot be read (${code ?? "unknown"})`);
  }
}

async function readEnvelope(file: string): Promise<Uint8Array> {
  const bytes = await readRegular(file);
  const name = file.slice(-"0".repeat(64).length - ".dsse.json".length);
  if (FILE.exec(name)?.[1] === hash("sha256", bytes, "hex")) return new Uint8Array(bytes);
  throw new AttestationError("damaged", `${file}: expected the bytes of its digest, got others`);
}

// Opened without waiting for a writer, which a pipe of that name might never have.
async function readRegular(path: string): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new AttestationError("location", `${path}: expected a regular file`);
    checkSize(stat.size, path);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

function checkSize(size: number, place: string): void {
  if (size <= MAX_ENVELOPE_BYTES) return;
  throw new AttestationError(
    "too_large",
    `${place}: expected an envelope of at most ${MAX_ENVELOPE_BYTES} bytes, got ${size}`,
  );
}

// Written aside and linked into place, so that nobody reads half an envelope.
async function writeOnce(path: string, bytes: Uint8Array): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString("hex")}`;
  const file = await open(aside, "wx", 0o644);
  try {
    await file.writeFile(bytes);
    await file.sync();
    await link(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await file.close();
    await rm(aside, { force: true });
  }
}
