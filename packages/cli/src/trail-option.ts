import { openTrail, TrailError } from "@auditspan/trail";
import type { Trail } from "@auditspan/trail";
import { CommandError } from "./command.ts";
import type { CommandIo, CommandOption } from "./command.ts";

/** The folder of a trail when nothing else is said. */
export const DEFAULT_TRAIL = ".auditspan";

export const TRAIL_OPTION: CommandOption = {
  type: "string",
  short: "t",
  value: "LOCATION",
  help: `folder, file or postgres:// URL of the trail (default: $AUDITSPAN_TRAIL, else ${DEFAULT_TRAIL})`,
};

/** Where the trail is: the option, else the environment, else the default folder. */
export function trailLocation(option: unknown, io: CommandIo): string {
  return typeof option === "string" ? option : (io.env["AUDITSPAN_TRAIL"] ?? DEFAULT_TRAIL);
}

/** Opens a trail that is there for reading alone, hands it to a function and closes it. */
export async function withTrail<T>(
  location: string,
  use: (trail: Trail) => Promise<T>,
): Promise<T> {
  const trail = await open(location);
  try {
    return await use(trail);
  } finally {
    await trail.close();
  }
}

async function open(location: string): Promise<Trail> {
  try {
    return await openTrail(location, { create: false, readOnly: true });
  } catch (error) {
    if (error instanceof TrailError) throw new CommandError(error.message);
    throw error;
  }
}
