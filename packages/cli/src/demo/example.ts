import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CommandError } from "../command.ts";

export interface Example {
  readonly folder: string;
  /** Everything personal that is said in the conversation. */
  readonly personalData: readonly { readonly kind: string; readonly value: string }[];
}

/** The example that the demo runs. It lives in the repository, not in the published package. */
export async function supportAgent(): Promise<Example> {
  const folder = join(import.meta.dirname, "../../../../examples/support-agent");
  const file = join(folder, "src/personal-data.ts");
  if (!existsSync(file)) {
    throw new CommandError("expected examples/support-agent: the demo runs in the repository");
  }
  const module = (await import(pathToFileURL(file).href)) as {
    PERSONAL_DATA: Example["personalData"];
  };
  return { folder, personalData: module.PERSONAL_DATA };
}
