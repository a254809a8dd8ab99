import { dirname, extname } from "node:path";
import { createCollector, loadKey } from "@auditspan/collector";
import type { Collector } from "@auditspan/collector";
import type { KnownNames } from "@auditspan/core";
import { openTrail, TrailError } from "@auditspan/trail";
import type { Trail } from "@auditspan/trail";
import { CommandError } from "./command.ts";
import { createForward } from "./forward-option.ts";
import type { ListenAddress } from "./listen-address.ts";
import { DEFAULT_TRAIL } from "./trail-option.ts";

export interface CollectSettings {
  readonly listen: ListenAddress;
  readonly names: KnownNames;
  /** Location of the trail; undefined writes none. */
  readonly trail: string | undefined;
  /** Base URL of an OTLP endpoint; undefined forwards nothing. */
  readonly forward: string | undefined;
  /** Whether secrets in content are looked for. Defaults to false. */
  readonly secretScan?: boolean | undefined;
}

export interface RunningCollector {
  readonly url: string;
  readonly stats: Collector["stats"];
  /** Delivers what is under way, then lets go of trail and forward. */
  close(): Promise<void>;
}

/** Starts a collector with its trail and its forward, as `collect` and `demo` do. */
export async function startCollector(settings: CollectSettings): Promise<RunningCollector> {
  const { listen, names, secretScan } = settings;
  const forward =
    settings.forward === undefined ? undefined : createForward(settings.forward, names);
  const trail = settings.trail === undefined ? undefined : await open(settings.trail);
  const release = async (): Promise<void> => {
    await forward?.shutdown();
    await trail?.close();
  };
  try {
    const key = await loadKey(keyFolder(settings.trail));
    const collector = createCollector({ key, trail, forward, names, secretScan, ...listen });
    const { url } = await collector.listen();
    return {
      url,
      stats: () => collector.stats(),
      close: () => collector.close().finally(release),
    };
  } catch (error) {
    await release();
    throw new CommandError((error as Error).message);
  }
}

async function open(location: string): Promise<Trail> {
  try {
    return await openTrail(location);
  } catch (error) {
    if (error instanceof TrailError) throw new CommandError(error.message);
    throw error;
  }
}

// The key that ids are derived from lies beside the trail; a database has no folder.
function keyFolder(trail: string | undefined): string {
  if (trail === undefined || /^[a-z]+:\/\//i.test(trail)) return DEFAULT_TRAIL;
  return extname(trail) === "" ? trail : dirname(trail);
}
