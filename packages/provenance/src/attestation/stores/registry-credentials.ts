import { readFile, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { AttestationError } from "../attestation-error.ts";

/** What a registry is shown: a name and a password, or a token that is sent as it is. */
export type RegistryCredentials =
  | { readonly kind: "basic"; readonly user: string; readonly password: string }
  | { readonly kind: "token"; readonly token: string };

type Environment = Readonly<Record<string, string | undefined>>;

const MAX_CONFIG_BYTES = 1024 * 1024;

/**
 * The credentials for a registry: `AUDITSPAN_REGISTRY_TOKEN`, or `AUDITSPAN_REGISTRY_USER` and
 * `AUDITSPAN_REGISTRY_PASSWORD`, else what `docker login` wrote for it (`DOCKER_CONFIG`, else
 * `~/.docker`). Undefined when there are none. Credential helpers are not run.
 *
 * Throws an `AttestationError` (`unauthorized`) on a file that cannot be read; it quotes none of it.
 */
export async function registryCredentials(
  registry: string,
  env: Environment,
): Promise<RegistryCredentials | undefined> {
  const token = env["AUDITSPAN_REGISTRY_TOKEN"];
  if (token !== undefined && token !== "") return { kind: "token", token };
  const user = env["AUDITSPAN_REGISTRY_USER"];
  const password = env["AUDITSPAN_REGISTRY_PASSWORD"];
  if (user !== undefined && password !== undefined) return { kind: "basic", user, password };
  const folder = env["DOCKER_CONFIG"] ?? join(env["HOME"] ?? homedir(), ".docker");
  return dockerCredentials(join(folder, "config.json"), registry);
}

async function dockerCredentials(
  file: string,
  registry: string,
): Promise<RegistryCredentials | undefined> {
  const auths = (await readConfig(file))["auths"];
  const entry = membersOf(membersOf(auths)[registry]);
  const { auth, identitytoken } = entry;
  // Docker's identity token is a refresh token of OAuth2, which is another protocol.
  if (typeof auth !== "string" || identitytoken !== undefined) return undefined;
  const text = Buffer.from(auth, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 1) return undefined;
  return { kind: "basic", user: text.slice(0, colon), password: text.slice(colon + 1) };
}

async function readConfig(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    if ((await stat(file)).size > MAX_CONFIG_BYTES) throw new RangeError("too large");
    return membersOf(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw new AttestationError("unauthorized", `${file}: expected a docker configuration`);
  }
}

function membersOf(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null ? (json as Record<string, unknown>) : {};
}
