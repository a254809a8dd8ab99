import { spawn } from "node:child_process";
import { startModelServer } from "/work/main/examples/model-server/model-server.ts";
import { startReceiver } from "/work/main/test/agent/audit-receiver.ts";
import { writeFileSync } from "node:fs";
const name = process.argv[2]!;
const s = await startModelServer();
const r = await startReceiver();
const imports = name === "openai" ? ["--import", "./src/instrumentation.ts"] : [];
const c = spawn(process.execPath, ["-C", "@auditspan/source", "--import", "@auditspan/agent/register", ...imports, "src/main.ts"], {
  cwd: `/work/main/examples/${name}`, stdio: "inherit",
  env: { ...process.env, ...s.env, AUDITSPAN_MANIFEST: "../auditspan.names.yaml", OTEL_EXPORTER_OTLP_ENDPOINT: new URL(r.url).origin },
});
c.on("close", async (code) => {
  console.log("code", code);
  const skip = /^(session\.id|auditspan\.(event\.(id|time|source)|event_types|config|seal|commitment|dropped_attr)|telemetry|service)/;
  for (const e of r.spans()) console.log(e.name, "<", e.parentSpanId?.slice(-4), e.spanId.slice(-4), JSON.stringify(Object.fromEntries(Object.entries(e.attributes).filter(([k]) => !skip.test(k)))));
  await s.close(); await r.close();
});
