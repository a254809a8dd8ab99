import { dirname, extname } from "node:path";
import { AttestedConfigs, createCollector, loadKey } from "@auditspan/collector";
import type { Collector, StatementsOnFile } from "@auditspan/collector";
import type { KnownNames } from "@auditspan/core";
import { openSpool, say } from "@auditspan/emitter";
import type { Emitter } from "@auditspan/emitter";
import { openTrail, TrailError } from "@auditspan/trail";
import type { Trail } from "@auditspan/trail";
import { CommandError } from "./command.ts";
import { createForward, tracesUrl } from "./forward-option.ts";
import type { ListenAddress } from "./listen-address.ts";
import { DEFAULT_TRAIL } from "./trail-option.ts";

export interface CollectSettings {
  readonly listen: ListenAddress;
  readonly names: KnownNames;
  /** Location of the trail; undefined writes none. */
  readonly trail: string | undefined;
  /** Base URL of an OTLP endpoint; undefined forwards nothing. */
  readonly forward: string | undefined;
  /** Folder in which events wait for the forward; undefined keeps them in memory. */
  readonly spool?: string | undefined;
  /** Reads the attestations on file, at the start and every 30 s. Defaults to none. */
  readonly statements?: (() => Promise<StatementsOnFile>) | undefined;
  /** Whether secrets in content are looked for. Defaults to false. */
  readonly secretScan?: boolean | undefined;
}

const REREAD_MS = 30_000;

export interface RunningCollector {
  readonly url: string;
  readonly stats: Collector["stats"];
  /** Delivers what is under way, then lets go of trail and forward. */
  close(): Promise<void>;
}

/** Starts a collector with its trail and its forward, as `collect` and `demo` do. */
export async function startCollector(settings: CollectSettings): Promise<RunningCollector> {
  const { listen, names, secretScan, spool } = settings;
  const endpoint = settings.forward === undefined ? undefined : tracesUrl(settings.forward);
  let forward: Emitter | undefined;
  const openForward = async (to: string): Promise<Emitter> => {
    const opened = spool === undefined ? undefined : await openSpool(spool);
    return (forward = createForward(to, names, opened));
  };
  let trail: Trail | undefined;
  const release = async (): Promise<void> => {
    await forward?.shutdown();
    await trail?.close();
  };
  try {
    const statements = await settings.statements?.();
    const configs = statements && new AttestedConfigs(statements);
    const openAll = async (location: string): Promise<Trail> => {
      trail = await open(location);
      if (statements !== undefined) await trail.provenance.store(statements);
      return trail;
    };
    const { trail: location } = settings;
    const collector = createCollector({
      // What is on disk is touched when it is certain that the collector can listen.
      key: () => loadKey(keyFolder(location, spool)),
      trail: location === undefined ? undefined : () => openAll(location),
      forward: endpoint === undefined ? undefined : () => openForward(endpoint),
      names,
      configs,
      secretScan,
      ...listen,
    });
    const { url } = await collector.listen();
    const stop = followStatements(settings.statements, configs, trail);
    return {
      url,
      stats: () => collector.stats(),
      close: () => {
        stop();
        return collector.close().finally(release);
      },
    };
  } catch (error) {
    await release();
    throw new CommandError(failureText(error, listen));
  }
}

/** Keeps what is attested and what is in the trail up to date with the store. */
function followStatements(
  read: CollectSettings["statements"],
  configs: AttestedConfigs | undefined,
  trail: Trail | undefined,
): () => void {
  if (read === undefined) return () => {};
  let failing = false;
  const again = async (): Promise<void> => {
    try {
      const now = await read();
      configs?.update(now);
      await trail?.provenance.store(now);
      failing = false;
    } catch (error) {
      // What was known stays; once is enough to say that nothing new comes.
      if (!failing) say(`attestations: ${(error as Error).message}`);
      failing = true;
    }
  };
  const timer = setInterval(() => void again(), REREAD_MS).unref();
  return () => clearInterval(timer);
}

async function open(location: string): Promise<Trail> {
  try {
    return await openTrail(location);
  } catch (error) {
    if (error instanceof TrailError) throw new CommandError(error.message);
    throw error;
  }
}

// The system's own text names a call, not what was asked for.
function failureText(error: unknown, { host, port }: ListenAddress): string {
  const { code, syscall, path, message } = error as NodeJS.ErrnoException;
  if (syscall === "mkdir" && (code === "EEXIST" || code === "ENOTDIR")) {
    return `expected ${path} to be a folder, got a file`;
  }
  const isAddress = syscall === "listen" || syscall === "getaddrinfo" || syscall === "bind";
  return isAddress ? `expected to listen on ${host}:${port}, got ${code}` : message;
}

// The key that ids are derived from lies beside the trail, else the spool; a database has no folder.
function keyFolder(trail: string | undefined, spool: string | undefined): string {
  if (trail === undefined || /^[a-z]+:\/\//i.test(trail)) return spool ?? DEFAULT_TRAIL;
  return extname(trail) === "" ? trail : dirname(trail);
}
