import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

// A receiver in a process of its own: it counts bytes and answers, so that its CPU is not measured.
let bytes = 0;
const server = createServer((request, response) => {
  if (request.url === "/bytes") {
    response.end(String(bytes));
    bytes = 0;
    return;
  }
  request.on("data", (chunk: Buffer) => (bytes += chunk.length));
  request.on("end", () => {
    const json = request.headers["content-type"]?.includes("json") === true;
    response.writeHead(200, {
      "content-type": json ? "application/json" : "application/x-protobuf",
    });
    response.end(json ? "{}" : "");
  });
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());
