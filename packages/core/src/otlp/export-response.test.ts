import { otlp } from "../../generated/otlp.js";
import { expect, test } from "vitest";
import { encodeExportResponse, encodeRpcStatus } from "./export-response.ts";

const partial = { rejected: 70_000, message: "metrics are not kept" };

test.each([
  ["traces", otlp.ExportTraceServiceResponse, "rejectedSpans"],
  ["logs", otlp.ExportLogsServiceResponse, "rejectedLogRecords"],
  ["metrics", otlp.ExportMetricsServiceResponse, "rejectedDataPoints"],
] as const)("a partial success for %s is read as it was meant", (signal, type, field) => {
  const expected = { [field]: "70000", errorMessage: partial.message };
  const message = type.decode(encodeExportResponse(signal, "protobuf", partial));
  expect(type.toObject(message as never, { longs: String })).toEqual({ partialSuccess: expected });
  const json = Buffer.from(encodeExportResponse(signal, "json", partial)).toString();
  expect(JSON.parse(json)).toEqual({ partialSuccess: expected });
});

test("a full success is an empty message", () => {
  expect(encodeExportResponse("traces", "protobuf")).toHaveLength(0);
  expect(Buffer.from(encodeExportResponse("logs", "json")).toString()).toBe("{}");
});

test("a status is read as it was meant", () => {
  const message = otlp.RpcStatus.decode(encodeRpcStatus("protobuf", 14, "x".repeat(200)));
  expect(message).toMatchObject({ code: 14, message: "x".repeat(200) });
  const json = Buffer.from(encodeRpcStatus("json", 3, "no")).toString();
  expect(JSON.parse(json)).toEqual({ code: 3, message: "no" });
});
