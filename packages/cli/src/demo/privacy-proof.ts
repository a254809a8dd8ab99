import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Example } from "./example.ts";
import { isVisible } from "./find-text.ts";
import type { Paint } from "../paint.ts";

/** Where personal data was looked for, and what of it is visible there. */
export interface Sighting {
  readonly place: string;
  readonly bytes: number;
  readonly visible: readonly string[];
}

/** Looks for every value in the bytes of a place. */
export function look(place: string, bytes: Buffer, personal: Example["personalData"]): Sighting {
  const visible = personal.filter(({ value }) => isVisible(value, bytes)).map(({ kind }) => kind);
  return { place, bytes: bytes.length, visible };
}

/** All files of a folder, one after the other. */
export async function folderBytes(folder: string): Promise<Buffer> {
  const files = await readdir(folder);
  return Buffer.concat(await Promise.all(files.map((file) => readFile(join(folder, file)))));
}

/** Tells what was searched for, where, and what was found. */
export function proofLines(
  said: Sighting,
  searched: readonly Sighting[],
  personal: Example["personalData"],
  paint: Paint,
): string[] {
  const kinds = personal.map(({ kind }) => kind.replaceAll("_", " ")).join(", ");
  const rows = searched.map(({ place, bytes, visible }) => {
    const found =
      visible.length === 0
        ? paint("green", "none found")
        : paint("red", `FOUND ${visible.join(", ")}`);
    return `  ${place.padEnd(34)} ${String(bytes).padStart(7)} bytes   ${found}`;
  });
  return [
    `Personal data said in the conversation: ${said.visible.length} of ${personal.length} values (${kinds})`,
    "Searched as text, JSON, URL, base64 and hex, in any letter case:",
    ...rows,
  ];
}
