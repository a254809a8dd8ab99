import { hash, randomBytes } from "node:crypto";

const DIGEST = (bytes: Uint8Array): string => `sha256:${hash("sha256", bytes, "hex")}`;
const MANIFEST = "application/vnd.oci.image.manifest.v1+json";

/** Pushes an image of its own to a registry and returns its digest. */
export async function pushImage(
  host: string,
  repository: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const base = `http://${host}/v2/${repository}`;
  const config = Buffer.from(JSON.stringify({ architecture: "amd64", id: randomBytes(8) }));
  const start = await fetch(`${base}/blobs/uploads/`, { method: "POST", headers });
  const place = new URL(start.headers.get("location") ?? "", base);
  place.searchParams.set("digest", DIGEST(config));
  await expectCreated(fetch(place, { method: "PUT", body: config, headers }));
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: {
        mediaType: "application/vnd.oci.image.config.v1+json",
        digest: DIGEST(config),
        size: config.length,
      },
      layers: [],
    }),
  );
  const digest = DIGEST(manifest);
  await expectCreated(
    fetch(`${base}/manifests/${digest}`, {
      method: "PUT",
      body: manifest,
      headers: { ...headers, "content-type": MANIFEST },
    }),
  );
  return digest;
}

async function expectCreated(response: Promise<Response>): Promise<void> {
  const { status } = await response;
  if (status !== 201) throw new Error(`expected 201 of the registry, got ${status}`);
}
