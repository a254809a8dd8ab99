import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { createServer as createTcpServer, type AddressInfo, type Server } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createOtlpSender } from "./otlp-sender.ts";
import { type OtlpOptions, otlpSettings } from "./otlp-settings.ts";
import type { Sender } from "./sender.ts";
import { startReceiver } from "./testing/receiver.ts";

function senderTo(url: string, options: OtlpOptions = {}): Sender {
  return createOtlpSender(otlpSettings({ endpoint: url, ...options }, {}));
}

const path = (name: string): string => fileURLToPath(new URL(`testing/${name}`, import.meta.url));
const BODY = [Uint8Array.of(1, 2), Uint8Array.of(3), new Uint8Array(100_000)];

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return (server.address() as AddressInfo).port;
}

test("a request is a POST of all parts in a row, with its headers", async () => {
  const receiver = await startReceiver();
  const sender = senderTo(`${receiver.url}?tenant=1`, { headers: { authorization: "Bearer x" } });
  expect(await sender.send(BODY)).toEqual({ status: "success", rejectedSpans: 0 });
  const [request] = receiver.requests;
  expect(request?.body.equals(Buffer.concat(BODY))).toBe(true);
  expect(request?.url).toBe("/v1/traces?tenant=1");
  expect(request?.headers).toMatchObject({
    authorization: "Bearer x",
    "content-type": "application/x-protobuf",
    "content-length": "100003",
    connection: "keep-alive",
  });
  expect(request?.headers["user-agent"]).toMatch(/^auditspan\//);
  sender.shutdown();
});

test("gzip makes a request smaller and comes out the same", async () => {
  const receiver = await startReceiver();
  const sender = senderTo(receiver.url, { compression: "gzip" });
  expect(await sender.send(BODY)).toMatchObject({ status: "success" });
  const [request] = receiver.requests;
  expect(Number(request?.headers["content-length"])).toBeLessThan(1000);
  expect(request?.body.equals(Buffer.concat(BODY))).toBe(true);
  sender.shutdown();
});

test.each([200, 202])("the answer %d is a success", async (status) => {
  const receiver = await startReceiver(() => ({ status }));
  const sender = senderTo(receiver.url);
  expect(await sender.send(BODY)).toEqual({ status: "success", rejectedSpans: 0 });
  sender.shutdown();
});

test.each([301, 400, 401, 404, 413, 500])("the answer %d is a refusal", async (status) => {
  const receiver = await startReceiver(() => ({ status }));
  const sender = senderTo(receiver.url);
  expect(await sender.send(BODY)).toEqual({ status: "failure", cause: `http ${status}` });
  sender.shutdown();
});

test.each([429, 502, 503, 504])("the answer %d asks for another try", async (status) => {
  const receiver = await startReceiver(() => ({ status, headers: { "retry-after": "2" } }));
  const sender = senderTo(receiver.url);
  expect(await sender.send(BODY)).toEqual({
    status: "retryable",
    cause: `http ${status}`,
    retryInMillis: 2000,
  });
  sender.shutdown();
});

test("an answer that takes too long may be sent again", async () => {
  const receiver = await startReceiver(() => ({ status: 200, delay: 60_000 }));
  const sender = senderTo(receiver.url, { timeoutMillis: 50 });
  expect(await sender.send(BODY)).toMatchObject({ status: "retryable", cause: "timeout" });
  sender.shutdown();
});

test.each([
  ["there is nobody", "http://127.0.0.1:1/", "ECONNREFUSED"],
  ["the name is not known", "http://auditspan.invalid/", /ENOTFOUND|EAI_AGAIN/],
])("a request may be sent again when %s", async (_name, url, cause) => {
  const sender = senderTo(url);
  const result = await sender.send(BODY);
  expect(result).toMatchObject({ status: "retryable", cause: expect.stringMatching(cause) });
  sender.shutdown();
});

test("a connection that breaks within the answer may be sent again", async () => {
  const server = createTcpServer((socket) => {
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc");
      setTimeout(() => socket.resetAndDestroy(), 20);
    });
    socket.on("error", () => {});
  });
  const sender = senderTo(`http://127.0.0.1:${await listen(server)}/`);
  expect(await sender.send([])).toMatchObject({ status: "retryable" });
  sender.shutdown();
  server.close();
});

test("an idle connection that the receiver closed does not fail a request", async () => {
  let connections = 0;
  const server = createTcpServer((socket) => {
    connections++;
    let requests = 0;
    socket.on("error", () => {});
    socket.on("data", () => {
      // The second request on a connection meets its end, as when both happen at the same time.
      if (++requests === 1) socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
      else socket.resetAndDestroy();
    });
  });
  const sender = senderTo(`http://127.0.0.1:${await listen(server)}/`);
  const body = [Uint8Array.of(1)];
  expect(await sender.send(body)).toMatchObject({ status: "success" });
  await new Promise((done) => setTimeout(done, 20));
  expect(await sender.send(body)).toMatchObject({ status: "success" });
  expect(connections).toBe(2);
  sender.shutdown();
  server.close();
});

test("an answer without an end is read no further than its start", async () => {
  const start = [0x0a, 0xff, 0xff, 0xff, 0x7f, 0x08, 5, 0x12, 0xff, 0xff, 0xff, 0x7e];
  const type = "content-type: application/x-protobuf";
  const server = createTcpServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => {
      socket.write(`HTTP/1.1 200 OK\r\n${type}\r\ncontent-length: 100000000\r\n\r\n`);
      socket.write(Buffer.concat([Uint8Array.from(start), Buffer.alloc(100_000)]));
    });
  });
  const sender = senderTo(`http://127.0.0.1:${await listen(server)}/`, { timeoutMillis: 1000 });
  expect(await sender.send(BODY)).toEqual({ status: "success", rejectedSpans: 5 });
  sender.shutdown();
  server.close();
});

test("shutdown ends what is on its way, and lets nothing else out", async () => {
  const receiver = await startReceiver(() => ({ status: 200, delay: 60_000 }));
  const sender = senderTo(receiver.url);
  const pending = sender.send(BODY);
  while (receiver.requests.length === 0) await new Promise((done) => setTimeout(done, 5));
  sender.shutdown();
  expect(await pending).toMatchObject({ status: "retryable" });
  expect(await sender.send(BODY)).toEqual({ status: "retryable", cause: "shut down" });
  expect(receiver.requests).toHaveLength(1);
});

test("TLS trusts the given certificate, shows the client's, and trusts no other", async () => {
  const [certificate, key] = [path("tls-certificate.pem"), path("tls-key.pem")];
  const cert = readFileSync(certificate);
  const tls = { cert, key: readFileSync(key), ca: cert, requestCert: true };
  const server = createServer(tls, (_request, response) => void response.end());
  const url = `https://127.0.0.1:${await listen(server)}/`;
  const client = { clientCertificate: certificate, clientKey: key };
  const sender = senderTo(url, { certificate, ...client });
  expect(await sender.send(BODY)).toMatchObject({ status: "success" });
  sender.shutdown();
  const withoutTrust = senderTo(url, client);
  expect(await withoutTrust.send(BODY)).toMatchObject({
    status: "retryable",
    cause: "DEPTH_ZERO_SELF_SIGNED_CERT",
  });
  const withoutClient = senderTo(url, { certificate });
  expect(await withoutClient.send(BODY)).toMatchObject({ status: "retryable" });
  server.close();
});

test("an answer that changes the protocol is no end, and may be sent again", async () => {
  const server = createTcpServer((socket) => {
    const head = "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n";
    socket.on("error", () => {}).once("data", () => socket.write(head));
  });
  const sender = senderTo(`http://127.0.0.1:${await listen(server)}/`, { timeoutMillis: 500 });
  expect(await sender.send(BODY)).toEqual({ status: "retryable", cause: "http 101" });
  sender.shutdown();
  server.close();
});
