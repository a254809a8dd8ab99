import { McpServer, ResourceTemplate } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { instrumentServer } from "@shinzolabs/instrumentation-mcp";
import { z } from "zod";
import { lookupCustomer, sendEmail } from "../../shop/tools.ts";
import { CUSTOMER } from "../../support-agent/src/personal-data.ts";

const server = new McpServer({ name: "shop", version: "1.0.0" });

// It builds its own SDK and takes no exporter, so its spans are audited by a collector.
const telemetry = instrumentServer(server, {
  serverName: "shop",
  serverVersion: "1.0.0",
  exporterEndpoint: process.env["SHOP_OTLP_ENDPOINT"] ?? "http://127.0.0.1:4318/v1",
  enableArgumentCollection: true,
  enableMetrics: false,
});

server.tool("lookup_customer", { email: z.string() }, (input) => asText(lookupCustomer(input)));
server.tool("send_email", { to: z.string(), body: z.string() }, (input) =>
  asText(sendEmail(input)),
);
server.resource(
  "customer",
  new ResourceTemplate("shop://customers/{id}", { list: undefined }),
  (uri, { id }) => {
    if (id !== CUSTOMER.user_id) throw new Error(`no customer ${String(id)}`);
    return { contents: [{ uri: uri.href, text: JSON.stringify(CUSTOMER) }] };
  },
);

process.stdin.once("end", () => void telemetry.shutdown());
await server.connect(new StdioServerTransport());

function asText(value: object): { content: { type: "text"; text: string }[] } {
  return { content: [{ type: "text", text: JSON.stringify(value) }] };
}
