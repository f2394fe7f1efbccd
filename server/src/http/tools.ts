import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { ToolCalls } from "../services/tool-calls.ts";
import type { ToolTrials } from "../services/tool-trials.ts";
import type { Tools } from "../services/tools.ts";
import { targetOf } from "./conditional-requests.ts";
import { keyOf } from "./gate.ts";
import { pageOf } from "./pages.ts";
import * as schemas from "./tool-schemas.ts";

/** What the calls on tools are answered from. */
export interface ToolServices {
  tools: Tools;
  toolTrials: ToolTrials;
  toolCalls: ToolCalls;
}

/** The registry of tools, their trials, and the ledger of calls. */
export function toolRoutes({ tools, toolTrials, toolCalls }: ToolServices): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/tools", { schema: schemas.listTools }, async (request) =>
      tools.list(keyOf(request), request.query.type ?? null, pageOf(request.query)),
    );
    app.post("/tools", { schema: schemas.createTool }, async (request) => tools.create(keyOf(request), request.body));
    app.get("/tools/:name", { schema: schemas.getTool }, async (request) =>
      tools.find(keyOf(request), request.params.name),
    );
    app.put("/tools/:name", { schema: schemas.replaceTool }, async (request) =>
      tools.replace(keyOf(request), targetOf(request, request.params.name), request.body),
    );
    app.patch("/tools/:name", { schema: schemas.changeTool }, async (request) =>
      tools.change(keyOf(request), targetOf(request, request.params.name), request.body),
    );
    app.delete("/tools/:name", { schema: schemas.deleteTool }, async (request) => {
      await tools.delete(keyOf(request), targetOf(request, request.params.name));
      return { name: request.params.name, deleted: true as const };
    });
    app.post("/tools/:name/try", { schema: schemas.tryTool }, async (request) => {
      const { arguments: args = {} } = request.body;
      return toolTrials.try({ key: keyOf(request), requestId: request.id }, request.params.name, args);
    });
    app.get("/tool_calls", { schema: schemas.listToolCalls }, async (request) =>
      toolCalls.list(keyOf(request), request.query, pageOf(request.query)),
    );
    app.get("/tool_calls/:call_id", { schema: schemas.getToolCall }, async (request) =>
      toolCalls.find(keyOf(request), request.params.call_id),
    );
  };
}
