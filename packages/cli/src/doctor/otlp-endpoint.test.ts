import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { fixtureSubject } from "../testing/fixture-app.ts";
import { examineEndpoint, examineOtlpSettings } from "./otlp-endpoint.ts";

const E = "OTEL_EXPORTER_OTLP_";

/** A receiver that answers with a status, and what it was sent. */
async function receiver(status: number): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url} ${request.headers["content-length"]}`);
    response.writeHead(status).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

test("an endpoint that takes an empty request is well", async () => {
  const { url, requests } = await receiver(200);
  expect(await examineEndpoint(fixtureSubject({}, { [`${E}ENDPOINT`]: url }))).toEqual([]);
  expect(requests).toEqual(["POST /v1/traces 0"]);
});

test("an endpoint that refuses, or that is not there, is told without its URL", async () => {
  const { url } = await receiver(404);
  const secret = url.replace("://", "://user:hunter2@");
  const refused = await examineEndpoint(fixtureSubject({}, { [`${E}TRACES_ENDPOINT`]: secret }));
  expect(refused).toMatchObject([
    {
      id: "endpoint-silent",
      severity: "error",
      message: "the endpoint does not take events: http 404",
      where: [`${E}TRACES_ENDPOINT`],
    },
  ]);
  const gone = await examineEndpoint(
    fixtureSubject({}, { [`${E}ENDPOINT`]: "http://user:hunter2@127.0.0.1:1" }),
  );
  expect(gone[0]?.message).toContain("ECONNREFUSED");
  expect(JSON.stringify([refused, gone])).not.toMatch(/hunter2|127\.0\.0\.1/);
});

test("settings that the register would leave out are each told by name", () => {
  const env = {
    [`${E}TIMEOUT`]: "hunter2",
    [`${E}COMPRESSION`]: "hunter2",
    [`${E}HEADERS`]: "hunter2",
    [`${E}ENDPOINT`]: "hunter2",
    [`${E}CERTIFICATE`]: "hunter2.pem",
  };
  const findings = examineOtlpSettings(fixtureSubject({}, env));
  expect(findings.flatMap(({ where }) => where).toSorted()).toEqual(Object.keys(env).toSorted());
  expect(JSON.stringify(findings)).not.toContain("hunter2");
});

test("a certificate is looked for from the working directory of the application", () => {
  const env = { [`${E}CERTIFICATE`]: "ca.pem" };
  expect(examineOtlpSettings(fixtureSubject({ files: { "ca.pem": "PEM" } }, env))).toEqual([]);
  expect(examineOtlpSettings(fixtureSubject({}, env))).toHaveLength(1);
});
