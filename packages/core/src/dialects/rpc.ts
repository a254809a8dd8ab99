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

/** Systems that newer names call otherwise. */
const SYSTEMS: Readonly<Record<string, string>> = {
  connectrpc: "connect_rpc",
  dubbo: "apache_dubbo",
};

/** gRPC status codes by name, in the order of their numbers: newer conventions tell them so. */
const CODES = [
  "OK",
  "CANCELLED",
  "UNKNOWN",
  "INVALID_ARGUMENT",
  "DEADLINE_EXCEEDED",
  "NOT_FOUND",
  "ALREADY_EXISTS",
  "PERMISSION_DENIED",
  "RESOURCE_EXHAUSTED",
  "FAILED_PRECONDITION",
  "ABORTED",
  "OUT_OF_RANGE",
  "UNIMPLEMENTED",
  "INTERNAL",
  "UNAVAILABLE",
  "DATA_LOSS",
  "UNAUTHENTICATED",
];

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
  speaks: ({ attributes }) => systemOf(attributes) !== undefined,
  types: ["http_request", "file_read", "file_write", ...Object.values(AWS)],
  typeOf,
  fields: {
    "rpc.system": ({ attributes }) => systemOf(attributes),
    "rpc.grpc.status_code": ({ attributes }) => codeOf(attributes),
    "http.response.status_code": ["http.response.status_code", "http.status_code"],
    "auditspan.http.role": ({ record }) =>
      typeOf(record) === "http_request" ? roleOf(record) : undefined,
    "auditspan.file.operation": ({ attributes }) => objectOperation(attributes),
    "server.address": serverAddress,
  },
  outcomeOf: (reader) => endingOf(reader)?.[0] ?? http.outcomeOf?.(reader),
  errorOf: (reader) => endingOf(reader)?.[1],
};

function systemOf(attributes: AnyAttributes): unknown {
  const system = attributes["rpc.system"] ?? attributes["rpc.system.name"];
  return typeof system === "string" && Object.hasOwn(SYSTEMS, system) ? SYSTEMS[system] : system;
}

function typeOf({ attributes }: SpanRecord): string | undefined {
  const system = systemOf(attributes);
  if (system === "grpc") return "http_request";
  if (system !== "aws-api") return undefined;
  const call = callOf(attributes);
  if (call === undefined) return undefined;
  return Object.hasOwn(AWS, call) ? AWS[call] : fileEventType(objectOperation(attributes));
}

function objectOperation(attributes: AnyAttributes): string | undefined {
  const call = callOf(attributes);
  if (call?.startsWith(OBJECT_STORE) !== true) return undefined;
  const method = call.slice(OBJECT_STORE.length);
  return Object.hasOwn(OBJECTS, method) ? OBJECTS[method] : undefined;
}

/** `SERVICE.METHOD`; newer names have both in the method, behind one another and a slash. */
function callOf({
  "rpc.service": service,
  "rpc.method": method,
}: AnyAttributes): string | undefined {
  if (typeof method !== "string" || method.length > MAX_CALL) return undefined;
  if (typeof service === "string") return `${service.slice(0, MAX_CALL)}.${method}`;
  return method.includes("/") ? method.replace("/", ".") : undefined;
}

const OBJECT_STORE = "S3.";
/** Longer than the name of any call. */
const MAX_CALL = 200;

/** The gRPC status, as a number or as the name of one; undefined for the codes of other systems. */
function codeOf(attributes: AnyAttributes): unknown {
  const code = attributes["rpc.grpc.status_code"];
  if (code !== undefined || systemOf(attributes) !== "grpc") return code;
  const named = attributes["rpc.response.status_code"] ?? attributes["rpc.status_code"];
  const number = typeof named === "string" ? CODES.indexOf(named) : -1;
  return number < 0 ? named : number;
}

function endingOf({
  attributes,
}: RecordReader): readonly [outcome: Outcome, error: string] | undefined {
  const code = codeOf(attributes);
  return typeof code === "number" && code !== 0 ? (ENDINGS[code] ?? FAILED) : undefined;
}
