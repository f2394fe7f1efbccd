import { findMcpServer } from "../db/mcp-servers.ts";
import { listMcpTools } from "../db/mcp-tools.ts";
import { notFound } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import { fullToolName } from "../domain/mcp-tool.ts";
import { widelyHeard } from "../lib/widely-heard.ts";
import type { ActivityLog } from "../ports/activity-log.ts";
import { callByFullName, type McpCalling } from "./mcp-shelf.ts";
import { recordTrial, shownOutcome, type Trier } from "./trial-outcome.ts";

interface Options extends McpCalling {
  readonly activityLog: ActivityLog;
}

/** A tool that is tried, by its server's id and the server's own name of it, and with what. */
interface McpTrial {
  readonly id: string;
  readonly tool: string;
  readonly arguments: unknown;
}

const NEVER = widelyHeard().signal;

/** Calls single tools of MCP servers so that people see how it goes. */
export class McpTrials {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Makes one call exactly as a conversation would, and shows what an agent would be told. Throws `not_found`. */
  async try(by: Trier, { id, tool: name, arguments: args }: McpTrial) {
    const { database, activityLog } = this.#options;
    const server = await findMcpServer(database, id);
    if (!server) throw notFound("MCP server", id);
    const tool = (await listMcpTools(database, id)).find((one) => one.name === name);
    if (!tool) throw notFound("tool", `${name} of the MCP server ${id}`);
    const fullName = fullToolName(server.name, name);
    const at = new Date();
    const call = { arguments: args, callId: newId("call"), unsent: NEVER, stopping: NEVER };
    const outcome = await callByFullName(this.#options, fullName, call);
    recordTrial(activityLog, by, { ns: "mcp", name: fullName, at, outcome });
    return { ...shownOutcome(outcome, tool.output_schema), duration_ms: Date.now() - at.getTime() };
  }
}
