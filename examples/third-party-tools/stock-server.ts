import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { z } from "zod";

const { RECEIVER_PORT = "4100" } = process.env;
const stock = new Map([
  ["oak", 4],
  ["walnut", 0],
]);

/** A server of one tool. It keeps nothing between two requests, so each has one of its own. */
async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const server = new McpServer({ name: "stock", version: "1.0.0" });
  server.registerTool(
    "check_frames",
    {
      description: "Says how many frames of a wood are in stock. Use it when the customer asks whether we have one.",
      inputSchema: { wood: z.enum(["oak", "walnut"]).describe("The kind of wood.") },
      annotations: { readOnlyHint: true },
    },
    ({ wood }) => ({ content: [{ type: "text", text: `${stock.get(wood)} frames of ${wood} are in stock.` }] }),
  );
  const transport = new StreamableHTTPServerTransport();
  response.on("close", () => void server.close());
  await server.connect(transport);
  await transport.handleRequest(request, response);
}

createServer((request, response) => {
  serve(request, response).catch((error: unknown) => response.destroy(error as Error));
}).listen(Number(RECEIVER_PORT), "127.0.0.1");
