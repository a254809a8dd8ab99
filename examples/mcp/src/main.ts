import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { McpInstrumentation } from "@traceloop/instrumentation-mcp";
import { CUSTOMER } from "../../support-agent/src/personal-data.ts";

const { name, email, phone, iban, user_id, address } = CUSTOMER;

// It finds no client to patch by itself.
new McpInstrumentation().manuallyInstrument({ Client });

const client = new Client({ name: "support-agent", version: "1.0.0" });
await client.connect(
  new StdioClientTransport({
    command: process.execPath,
    args: [new URL("server.ts", import.meta.url).pathname],
    env: process.env as Record<string, string>,
  }),
);

const { tools } = await client.listTools();
console.log(tools.map((tool) => tool.name).join(", "));
console.log(await call("lookup_customer", { email }));
console.log(await call("send_email", { to: phone, body: `${name}: 129 euros went to ${iban}.` }));
console.log(await call("delete_account", { user_id, address }));
console.log(await read(`shop://customers/${user_id}`).catch((error: Error) => error.message));
console.log(await read(`shop://customers/${phone}`).catch((error: Error) => error.message));
await client.close();

async function call(tool: string, input: Record<string, string>): Promise<string> {
  try {
    return JSON.stringify((await client.callTool({ name: tool, arguments: input })).content);
  } catch (error) {
    return (error as Error).message.split("\n")[0]!;
  }
}

async function read(uri: string): Promise<string> {
  return JSON.stringify((await client.readResource({ uri })).contents);
}
