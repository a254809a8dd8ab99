import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { startRegistry } from "../../../../../test/registry/start-registry.ts";
import { freshKey, sampleEnvelope } from "../../testing/sample-attestation.ts";
import { pushImage } from "../../testing/push-image.ts";
import { smallRegistry } from "../../testing/small-registry.ts";
import type { SmallRegistry } from "../../testing/small-registry.ts";
import { ociLocation } from "./oci-location.ts";
import { openStore } from "./open-store.ts";

const A = `sha256:${"aa".repeat(32)}`;
const REPOSITORY = "agents/support";
const PASSWORD = "CANARY-password";
const WITH_PASSWORD = { AUDITSPAN_REGISTRY_USER: "ci", AUDITSPAN_REGISTRY_PASSWORD: PASSWORD };
const BASIC = `Basic ${Buffer.from(`ci:${PASSWORD}`).toString("base64")}`;
const envelope = sampleEnvelope(freshKey().key);

let registry: SmallRegistry;
let elsewhere: SmallRegistry;
let location: string;

beforeEach(async () => {
  registry = await smallRegistry();
  elsewhere = await smallRegistry();
  location = `oci://${registry.host}/${REPOSITORY}@${await pushImage(registry.host, REPOSITORY)}`;
  (registry.requests as string[]).length = 0;
});
afterEach(() => Promise.all([registry.stop(), elsewhere.stop()]));

type Env = Readonly<Record<string, string>>;

const list = async (env: Env = {}): Promise<readonly Uint8Array[]> =>
  (await openStore(location, { env: { HOME: "/nonexistent", ...env } })).list();
const put = async (env: Env = {}): Promise<string> =>
  (await openStore(location, { env: { HOME: "/nonexistent", ...env } })).put(envelope, A);

const redirectTo =
  (target: (path: string) => string) =>
  (request: IncomingMessage, response: ServerResponse): boolean => {
    response.writeHead(307, { location: target(request.url!) }).end();
    return true;
  };

describe("what is pushed", () => {
  test("is an artifact with the image as subject", async () => {
    await put();
    const manifest = [...registry.content.values()]
      .map((bytes) => bytes.toString())
      .find((text) => text.includes('"subject"'));
    expect(JSON.parse(manifest!)).toMatchObject({
      artifactType: "application/vnd.in-toto+json",
      config: { mediaType: "application/vnd.oci.empty.v1+json", size: 2 },
      layers: [{ mediaType: "application/vnd.dsse.envelope.v1+json", size: envelope.length }],
      subject: { digest: location.split("@")[1] },
    });
  });

  test("has no tag where the registry keeps the list of referrers", async () => {
    await put();
    expect(registry.requests.filter((line) => line.includes("/manifests/sha256-"))).toEqual([]);
  });

  test("needs the image to be there", async () => {
    location = location.replace(/[0-9a-f]{64}$/, "0".repeat(64));
    await expect(put()).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("credentials", () => {
  const challenge = (header: string) => (request: IncomingMessage, response: ServerResponse) => {
    if (request.headers.authorization !== undefined) return false;
    response.writeHead(401, { "www-authenticate": header }).end();
    return true;
  };

  test("go as Basic to a registry that asks for them, and not before", async () => {
    registry.intercept = challenge('Basic realm="test"');
    await put(WITH_PASSWORD);
    expect(registry.requests[0]).toMatch(/ -$/);
    expect(registry.requests.slice(1).every((line) => line.endsWith(BASIC))).toBe(true);
  });

  test("buy a token from the realm, for this repository alone", async () => {
    registry.intercept = challenge(`Bearer realm="http://${elsewhere.host}/token",service="small"`);
    elsewhere.intercept = (_, response) => {
      response.end(JSON.stringify({ token: "t0ken" }));
      return true;
    };
    await put(WITH_PASSWORD);
    const scope = encodeURIComponent(`repository:${REPOSITORY}:pull`);
    expect(elsewhere.requests[0]).toBe(`GET /token?service=small&scope=${scope} ${BASIC}`);
    expect(registry.requests.at(-1)).toMatch(/ Bearer t0ken$/);
  });

  test("may be a token that is sent as it is", async () => {
    await list({ AUDITSPAN_REGISTRY_TOKEN: "given" });
    expect(registry.requests[0]).toMatch(/ Bearer given$/);
  });

  test("are read from what docker login wrote for this registry alone", async () => {
    registry.intercept = challenge('Basic realm="test"');
    const folder = mkdtempSync(join(tmpdir(), "auditspan-docker-"));
    const auth = (user: string): object => ({
      auth: Buffer.from(`${user}:${PASSWORD}`).toString("base64"),
    });
    const auths = { [registry.host]: auth("ci"), "registry.example.com": auth("other") };
    writeFileSync(join(folder, "config.json"), JSON.stringify({ auths }));
    await list({ DOCKER_CONFIG: folder });
    expect(registry.requests[1]).toMatch(new RegExp(`${BASIC}$`));
    writeFileSync(join(folder, "config.json"), `{ ${PASSWORD}`);
    await expect(list({ DOCKER_CONFIG: folder })).rejects.toThrow(
      /config\.json: expected a docker configuration$/,
    );
    rmSync(folder, { recursive: true });
  });

  test("do not follow a redirect to another server, nor answer its challenge", async () => {
    await put();
    registry.intercept = (request, response) => {
      if (request.headers.authorization === undefined) {
        return challenge('Basic realm="test"')(request, response);
      }
      return request.url!.includes("/blobs/")
        ? redirectTo((path) => `http://${elsewhere.host}${path}`)(request, response)
        : false;
    };
    elsewhere.intercept = challenge(`Bearer realm="http://${elsewhere.host}/token"`);
    await expect(list(WITH_PASSWORD)).rejects.toMatchObject({ code: "unauthorized" });
    expect(elsewhere.requests).toHaveLength(1);
    expect(elsewhere.requests[0]).toMatch(/ -$/);
  });

  test("stand in no error, nor does what the registry said", async () => {
    registry.intercept = (_, response) => {
      response.writeHead(403, { "x-said": "CANARY" }).end("CANARY");
      return true;
    };
    const error = await list({ AUDITSPAN_REGISTRY_TOKEN: "CANARY" }).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: "unauthorized" });
    expect(String(error)).not.toContain("CANARY");
    expect((error as Error).cause).toBeUndefined();
  });

  test("are not sent in the clear to a realm that is another machine", async () => {
    registry.intercept = challenge('Bearer realm="http://token.example.com/"');
    await expect(list(WITH_PASSWORD)).rejects.toMatchObject({ code: "protocol" });
  });
});

describe("a registry is not trusted", () => {
  const answering =
    (path: string, body: string) => (request: IncomingMessage, response: ServerResponse) => {
      if (!request.url!.includes(path)) return false;
      response.end(body);
      return true;
    };

  test("to answer with the bytes of the digest", async () => {
    await put();
    registry.intercept = answering("/blobs/", "other bytes");
    await expect(list()).rejects.toMatchObject({ code: "damaged" });
  });

  test("to answer with little", async () => {
    await put();
    registry.intercept = answering("/blobs/", "x".repeat(1024 * 1024 + 1));
    await expect(list()).rejects.toMatchObject({ code: "too_large" });
  });

  test("to answer with a list", async () => {
    registry.intercept = answering("/referrers/", '{"manifests":[1]}');
    await expect(list()).rejects.toMatchObject({ code: "protocol" });
  });

  test("to end: redirects and pages are counted", async () => {
    registry.intercept = redirectTo((path) => `${path}&x`);
    await expect(list()).rejects.toMatchObject({ code: "protocol" });
    expect(registry.requests).toHaveLength(6);
    registry.intercept = (request, response) => {
      response.setHeader("link", `<${request.url}>; rel="next"`);
      return answering("/referrers/", '{"manifests":[]}')(request, response);
    };
    await expect(list()).rejects.toMatchObject({ code: "too_large" });
  });

  test("to redirect into the clear, or to hand credentials in an address", async () => {
    registry.intercept = redirectTo(() => "http://other.example.com/");
    await expect(list()).rejects.toMatchObject({ code: "protocol" });
    registry.intercept = redirectTo(() => `http://a:b@${elsewhere.host}/`);
    await expect(list()).rejects.toMatchObject({ code: "protocol" });
    expect(elsewhere.requests).toEqual([]);
  });

  test("to answer at the first time: an error of its own is asked again, and then told", async () => {
    let errors = 2;
    registry.intercept = (_, response) => {
      if (errors-- <= 0) return false;
      response.writeHead(500).end();
      return true;
    };
    expect(await list()).toEqual([]);
    errors = 3;
    await expect(list()).rejects.toMatchObject({ code: "refused" });
  });

  test("to be there", async () => {
    await registry.stop();
    await expect(list()).rejects.toMatchObject({ code: "unreachable" });
    registry = await smallRegistry();
  });
});

describe("a location", () => {
  test("speaks HTTPS but with the own machine", () => {
    expect(ociLocation("oci://registry.example.com/a/b").origin).toBe(
      "https://registry.example.com",
    );
    expect(ociLocation("oci://localhost:5000/a").origin).toBe("http://localhost:5000");
    expect(ociLocation("oci://127.0.0.1.example.com/a").origin).toMatch(/^https:/);
  });

  test.each([
    "oci://registry.example.com/a:latest",
    "oci://user:secret@registry.example.com/a",
    "oci://registry.example.com/../a",
    "oci://registry.example.com/A",
    "oci://registry.example.com",
    `oci://registry.example.com/a@sha256:${"0".repeat(63)}`,
    "oci://registry.example.com/a?x=1",
    "https://registry.example.com/a",
  ])("is refused as %s, and not quoted", (text) => {
    expect(() => ociLocation(text)).toThrow(
      "expected oci://registry/repository@sha256:<hex>, without tag and credentials, got something else",
    );
  });

  test("without a digest takes the one of the image that is meant", async () => {
    const [repository, digest] = location.split("@");
    await expect(openStore(repository!, { env: {} })).rejects.toMatchObject({ code: "location" });
    const store = await openStore(repository!, { image: `x/y@${digest}`, env: {} });
    expect(store.location).toBe(location);
  });
});

// A known answer of bcrypt: the password is U*U.
const real = await startRegistry({
  htpasswd: "ci:$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
});

describe.runIf(real !== undefined)("a real registry with a password", () => {
  afterAll(() => real?.stop());

  test("takes and gives with it, and refuses without", async () => {
    const headers = { authorization: `Basic ${Buffer.from("ci:U*U").toString("base64")}` };
    const digest = await pushImage(real!.host, REPOSITORY, headers);
    location = `oci://${real!.host}/${REPOSITORY}@${digest}`;
    const env = { AUDITSPAN_REGISTRY_USER: "ci", AUDITSPAN_REGISTRY_PASSWORD: "U*U" };
    await put(env);
    expect(await list(env)).toHaveLength(1);
    await expect(list()).rejects.toMatchObject({ code: "unauthorized" });
    await expect(list({ ...env, AUDITSPAN_REGISTRY_PASSWORD: "x" })).rejects.toMatchObject({
      code: "unauthorized",
    });
  });
});
