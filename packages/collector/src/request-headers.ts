import type { IncomingHttpHeaders } from "node:http";
import type { OtlpEncoding } from "@auditspan/core";
import { Refusal } from "./refusal.ts";

/** The encoding that the content type names; undefined when it names none of OTLP. */
export function encodingOf(headers: IncomingHttpHeaders): OtlpEncoding | undefined {
  const type = headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  if (type === "application/x-protobuf") return "protobuf";
  return type === "application/json" ? "json" : undefined;
}

/** Throws a `Refusal` when the content encoding is another than gzip. */
export function compressionOf(headers: IncomingHttpHeaders): "identity" | "gzip" {
  const encoding = headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (encoding === "gzip" || encoding === "x-gzip") return "gzip";
  if (encoding === "identity" || encoding === "") return "identity";
  throw new Refusal("encoding", "expected content-encoding gzip or none", {
    "accept-encoding": "gzip",
  });
}
