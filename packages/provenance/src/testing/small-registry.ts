import { hash } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A registry of the distribution spec 1.1 in memory, as far as the tests of the client need it. */
export interface SmallRegistry {
  /** `127.0.0.1:port` */
  readonly host: string;
  /** What was asked: method, path and the header `authorization`. */
  readonly requests: readonly string[];
  /** Answers a request itself and returns true, or leaves it to the registry. */
  intercept: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Content by digest. */
  readonly content: Map<string, Buffer>;
  stop(): Promise<void>;
}

export interface SmallRegistryOptions {
  /** Referrers on one page of the referrers API. Defaults to 2, so that every test turns pages. */
  readonly pageSize?: number;
}

export async function smallRegistry({
  pageSize = 2,
}: SmallRegistryOptions = {}): Promise<SmallRegistry> {
  const content = new Map<string, Buffer>();
  const types = new Map<string, string>();
  const requests: string[] = [];
  const registry: Pick<SmallRegistry, "intercept"> = { intercept: () => false };

  function answer(
    request: IncomingMessage,
    url: URL,
    body: Buffer,
    response: ServerResponse,
  ): void {
    const [, kind = "", reference = ""] =
      /^\/v2\/.+\/(blobs\/uploads|blobs|manifests|referrers)\/(.*)$/.exec(url.pathname) ?? [];
    const digest = `sha256:${hash("sha256", body, "hex")}`;
    if (kind === "blobs/uploads" && request.method === "POST") {
      response.writeHead(202, { location: `${url.pathname}1?state=a%2Fb` }).end();
    } else if (kind === "blobs/uploads" && request.method === "PUT") {
      const isRight = url.searchParams.get("digest") === digest;
      if (isRight) content.set(digest, body);
      response.writeHead(isRight ? 201 : 400).end();
    } else if (kind === "manifests" && request.method === "PUT") {
      content.set(digest, body);
      types.set(digest, String(request.headers["content-type"]));
      const subject = (JSON.parse(body.toString()) as { subject?: { digest: string } }).subject;
      response.writeHead(201, subject === undefined ? {} : { "oci-subject": subject.digest }).end();
    } else if (kind === "referrers") {
      sendPage(url, reference, response);
    } else {
      const found = content.get(reference);
      if (found === undefined) response.writeHead(404).end();
      else
        response
          .writeHead(200, { "content-type": types.get(reference) ?? "application/octet-stream" })
          .end(found);
    }
  }

  function sendPage(url: URL, image: string, response: ServerResponse): void {
    const manifests = [...types.keys()].flatMap((digest) => {
      const json = JSON.parse(content.get(digest)!.toString()) as Record<string, unknown>;
      const { subject, artifactType, annotations, mediaType } = json;
      if ((subject as { digest?: string } | undefined)?.digest !== image) return [];
      return [{ mediaType, digest, size: 1, artifactType, annotations }];
    });
    const from = Number(url.searchParams.get("from") ?? 0);
    const next =
      from + pageSize < manifests.length ? `${url.pathname}?from=${from + pageSize}` : "";
    response.writeHead(200, {
      "content-type": "application/vnd.oci.image.index.v1+json",
      ...(next === "" ? {} : { link: `<${next}>; rel="next"` }),
    });
    const page = manifests.slice(from, from + pageSize);
    response.end(JSON.stringify({ schemaVersion: 2, manifests: page }));
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { authorization = "-" } = request.headers;
      requests.push(`${request.method} ${request.url} ${authorization}`);
      if (registry.intercept(request, response)) return;
      answer(request, new URL(request.url!, "http://x"), Buffer.concat(chunks), response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(registry, {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    content,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
