import { expect, test } from "vitest";
import type { AnyAttributes, SpanRecord } from "../record.ts";
import { toldOfAny } from "../testing/told-of-any.ts";
import { told } from "../testing/told.ts";
import type { Told } from "../testing/told.ts";

function grpc(attributes: AnyAttributes = {}, parts: Partial<SpanRecord> = {}): Told {
  const own = { "rpc.system": "grpc", "rpc.service": "alice.Svc", "rpc.method": "Get" };
  return told({
    kind: 3,
    name: "grpc.alice.Svc/Get",
    attributes: { ...own, ...attributes },
    ...parts,
  });
}

function aws(call: string, attributes: AnyAttributes = {}): Told {
  const [service, method] = call.split(".");
  const own = { "rpc.system": "aws-api", "rpc.service": service, "rpc.method": method };
  return told({ kind: 3, name: call, attributes: { ...own, ...attributes } });
}

test.each([
  [3, "client"],
  [2, "server"],
])("a gRPC call of the kind %d is a request of a %s", (kind, role) => {
  const { type, details, outcome } = grpc({ "rpc.grpc.status_code": 0 }, { kind });
  expect([type, outcome]).toEqual(["http_request", "success"]);
  expect(details).toEqual({
    "rpc.system": "grpc",
    "rpc.grpc.status_code": 0,
    "auditspan.http.role": role,
  });
});

test.each([
  [1, "failure", "cancelled"],
  [2, "failure", "other"],
  [3, "failure", "invalid_request_error"],
  [4, "timeout", "timeout"],
  [5, "failure", "not_found_error"],
  [7, "denied", "permission_error"],
  [13, "failure", "server_error"],
  [14, "failure", "connection_error"],
  [16, "denied", "authentication_error"],
])("the gRPC status %d is a %s: %s", (code, outcome, error) => {
  for (const statusCode of [0, 2]) {
    const event = grpc({ "rpc.grpc.status_code": code }, { statusCode });
    expect(event.outcome).toBe(outcome);
    if (statusCode === 2) expect(event.details["error.type"]).toBe(error);
  }
});

test.each([
  ["S3.GetObject", "file_read", "read"],
  ["S3.SelectObjectContent", "file_read", "read"],
  ["S3.HeadObject", "file_read", "inspect"],
  ["S3.ListObjects", "file_read", "list"],
  ["S3.ListObjectsV2", "file_read", "list"],
  ["S3.PutObject", "file_write", "write"],
  ["S3.CompleteMultipartUpload", "file_write", "write"],
  ["S3.CopyObject", "file_write", "copy"],
  ["S3.DeleteObject", "file_write", "delete"],
  ["S3.DeleteObjects", "file_write", "delete"],
  ["SecretsManager.GetSecretValue", "credential_access", undefined],
  ["SecretsManager.BatchGetSecretValue", "credential_access", undefined],
  ["SSM.GetParameter", "credential_access", undefined],
  ["SSM.GetParameters", "credential_access", undefined],
  ["SSM.GetParametersByPath", "credential_access", undefined],
  ["STS.AssumeRole", "credential_access", undefined],
  ["STS.AssumeRoleWithWebIdentity", "credential_access", undefined],
  ["STS.GetSessionToken", "credential_access", undefined],
  ["SES.SendEmail", "message_sent", undefined],
  ["SES.SendRawEmail", "message_sent", undefined],
  ["SESv2.SendEmail", "message_sent", undefined],
  ["SESv2.SendBulkEmail", "message_sent", undefined],
  ["BedrockAgentRuntime.Retrieve", "retrieval", undefined],
  ["Lambda.Invoke", "operation", undefined],
  ["Alice.GetObject", "operation", undefined],
])("the AWS call %s is a %s", (call, type, operation) => {
  const event = aws(call, { "aws.s3.bucket": "alice" });
  expect(event.type).toBe(type);
  expect(event.details).toEqual({
    "rpc.system": "aws-api",
    ...(operation === undefined ? {} : { "auditspan.file.operation": operation }),
  });
});

test("a table of DynamoDB is a database", () => {
  const attributes = { "db.system.name": "dynamodb", "db.operation.name": "PutItem" };
  const { type, details } = aws("DynamoDB.PutItem", attributes);
  expect(type).toBe("db_query");
  expect(details["db.operation.name"]).toBe("PUT");
});

test("a model of Bedrock is a model call", () => {
  expect(aws("BedrockRuntime.Converse", { "gen_ai.operation.name": "chat" }).type).toBe(
    "model_completion",
  );
});

test("a call that AWS refused was denied", () => {
  expect(aws("S3.GetObject", { "http.response.status_code": 403 }).outcome).toBe("denied");
  expect(aws("S3.GetObject", { "http.status_code": 404 }).outcome).toBe("failure");
});

test("a call of another system is an operation, its request has a span of its own", () => {
  expect(told({ kind: 3, attributes: { "rpc.system": "connect_rpc" } }).type).toBe("operation");
});

test.each([
  ["grpc", "grpc"],
  ["connectrpc", "connect_rpc"],
  ["dubbo", "apache_dubbo"],
  ["jsonrpc", "jsonrpc"],
  ["alice's own", "other"],
])("by newer names the system %s is %s", (system, kept) => {
  const { details } = told({ kind: 3, attributes: { "rpc.system.name": system } });
  expect(details["rpc.system"]).toBe(kept);
});

test.each([
  ["OK", 0, "success"],
  ["DEADLINE_EXCEEDED", 4, "timeout"],
  ["PERMISSION_DENIED", 7, "denied"],
  ["UNAUTHENTICATED", 16, "denied"],
  ["UNAVAILABLE", 14, "failure"],
  [12, 12, "failure"],
  ["ALICE", undefined, "success"],
])("by newer names the gRPC status %s is %s: %s", (status, code, outcome) => {
  for (const key of ["rpc.response.status_code", "rpc.status_code"]) {
    const own = { "rpc.system.name": "grpc", "rpc.method": "alice.Svc/Get", [key]: status };
    const event = told({ kind: 3, attributes: own });
    expect([event.type, event.outcome]).toEqual(["http_request", outcome]);
    expect(event.details["rpc.grpc.status_code"]).toBe(code);
  }
});

test("the status of another system is none of gRPC", () => {
  const attributes = { "rpc.system.name": "jsonrpc", "rpc.response.status_code": "7" };
  expect(told({ kind: 3, attributes }).details).toEqual({ "rpc.system": "jsonrpc" });
});

test("by newer names the service of AWS stands in the method", () => {
  const attributes = { "rpc.system": "aws-api", "rpc.method": "S3/PutObject" };
  const { type, details } = told({ kind: 3, attributes });
  expect([type, details["auditspan.file.operation"]]).toEqual(["file_write", "write"]);
});

test.each([
  "rpc.system",
  "rpc.system.name",
  "rpc.service",
  "rpc.method",
  "rpc.grpc.status_code",
  "rpc.response.status_code",
  "rpc.status_code",
  "http.response.status_code",
  "server.address",
])("whatever stands under %s, nothing of it is kept", (key) => {
  for (const system of ["grpc", "aws-api"]) {
    const own = { "rpc.system": system, "rpc.service": "S3", "rpc.method": "GetObject" };
    for (const { what, kept } of toldOfAny({ kind: 3, attributes: own, statusCode: 2 }, key)) {
      expect([what, kept]).toEqual([what, []]);
    }
  }
});
