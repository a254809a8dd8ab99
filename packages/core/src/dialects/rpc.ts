import type { RecordReader } from "../record-reader.ts";
import type { AnyAttributes, SpanRecord } from "../record.ts";
import type { Dialect, Outcome } from "./dialect.ts";
import { fileEventType } from "./file-system.ts";
import { http, roleOf, serverAddress } from "./http.ts";

/** What calls of S3 do to an object. */
const OBJECTS: Readonly<Record<string, string>> = {
  GetObject: "read",
  SelectObjectContent: "read",
  HeadObject: "inspect",
  ListObjects: "list",
  ListObjectsV2: "list",
  PutObject: "write",
  CompleteMultipartUpload: "write",
  CopyObject: "copy",
  DeleteObject: "delete",
  DeleteObjects: "delete",
};

/** Calls of AWS services that are actions of their own, by service and method. */
const AWS: Readonly<Record<string, string>> = {
  "SecretsManager.GetSecretValue": "credential_access",
  "SecretsManager.BatchGetSecretValue": "credential_access",
  "SSM.GetParameter": "credential_access",
  "SSM.GetParameters": "credential_access",
  "SSM.GetParametersByPath": "credential_access",
  "STS.AssumeRole": "credential_access",
  "STS.AssumeRoleWithWebIdentity": "credential_access",
  "STS.GetSessionToken": "credential_access",
  "SES.SendEmail": "message_sent",
  "SES.SendRawEmail": "message_sent",
  "SESv2.SendEmail": "message_sent",
  "SESv2.SendBulkEmail": "message_sent",
  "BedrockAgentRuntime.Retrieve": "retrieval",
};

/** gRPC status codes that say more than that a call failed: how it ended, and its error. */
const ENDINGS: Readonly<Record<number, readonly [outcome: Outcome, error: string]>> = {
  1: ["failure", "cancelled"],
  3: ["failure", "invalid_request_error"],
  4: ["timeout", "timeout"],
  5: ["failure", "not_found_error"],
  7: ["denied", "permission_error"],
  13: ["failure", "server_error"],
  14: ["failure", "connection_error"],
  16: ["denied", "authentication_error"],
};
const FAILED = ["failure", "other"] as const;

/**
 * gRPC, and the AWS SDK. gRPC brings its own HTTP, so its calls are requests; the request of any
 * other call has a span of its own below it.
 */
export const rpc: Dialect = {
  name: "rpc",
  title: "Remote calls: gRPC, AWS SDK",
  scopes: ["@opentelemetry/instrumentation-grpc"],
  speaks: ({ attributes }) => attributes["rpc.system"] !== undefined,
  types: ["http_request", "file_read", "file_write", ...Object.values(AWS)],
  typeOf,
  fields: {
    "rpc.system": "rpc.system",
    "rpc.grpc.status_code": "rpc.grpc.status_code",
    "http.response.status_code": ["http.response.status_code", "http.status_code"],
    "auditspan.http.role": ({ record }) =>
      typeOf(record) === "http_request" ? roleOf(record) : undefined,
    "auditspan.file.operation": ({ attributes }) => objectOperation(attributes),
    "server.address": serverAddress,
  },
  outcomeOf: (reader) => endingOf(reader)?.[0] ?? http.outcomeOf?.(reader),
  errorOf: (reader) => endingOf(reader)?.[1],
};

function typeOf({ attributes }: SpanRecord): string | undefined {
  if (attributes["rpc.system"] === "grpc") return "http_request";
  if (attributes["rpc.system"] !== "aws-api") return undefined;
  const { "rpc.service": service, "rpc.method": method } = attributes;
  if (typeof service !== "string" || typeof method !== "string") return undefined;
  const call = `${service}.${method}`;
  return Object.hasOwn(AWS, call) ? AWS[call] : fileEventType(objectOperation(attributes));
}

function objectOperation(attributes: AnyAttributes): string | undefined {
  const { "rpc.service": service, "rpc.method": method } = attributes;
  if (service !== "S3" || typeof method !== "string") return undefined;
  return Object.hasOwn(OBJECTS, method) ? OBJECTS[method] : undefined;
}

function endingOf(reader: RecordReader): readonly [outcome: Outcome, error: string] | undefined {
  const code = reader.get("rpc.grpc.status_code");
  return typeof code === "number" && code !== 0 ? (ENDINGS[code] ?? FAILED) : undefined;
}
