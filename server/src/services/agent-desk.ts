import type { Database } from "../db/database.ts";
import { readProviderData } from "../db/tool-calls.ts";
import { findTools, type ToolRow } from "../db/tools.ts";
import type { AgentConfig } from "../domain/agent-config.ts";
import { apologyIn } from "../domain/apology.ts";
import type { ConversationState } from "../domain/conversation-state.ts";
import { isJsonObject, type JsonObject } from "../lib/json.ts";
import { parseJson } from "../lib/json-depth.ts";
import type { SafeFetch } from "../lib/safe-fetch.ts";
import type { SigningKeys } from "../lib/signature.ts";
import type { ModelCatalog, ModelTool, ModelToolCall } from "../ports/language-model.ts";
import type { HttpTool, ToolOutcome } from "../ports/tool.ts";
import { modelMessages } from "../runtime/history.ts";
import { callHttpTool } from "../runtime/http-tool.ts";
import { type PlatformTool, platformTools } from "../runtime/platform-tools.ts";
import { renderSystemPrompt } from "../runtime/prompt.ts";
import { toolsInSight } from "../runtime/tools-in-sight.ts";
import type { ToolAnswer, TurnLimits, TurnStep } from "../runtime/turn-types.ts";
import type { AgentAtWork } from "./turn-reader.ts";

interface Services {
  database: Database;
  catalog: ModelCatalog;
  limits: TurnLimits;
  fetch: SafeFetch;
  /** Signs the calls of first-party tools. */
  signingKeys: () => Promise<SigningKeys>;
  /** Aborted when the process stops: calls under way are given up, their outcome unknown. */
  stopping: AbortSignal;
  /** Is told of a fault of ours in a tool's call. */
  onError(error: unknown, toolName: string): void;
  /** Is told of a fault of ours in a turn. */
  onFault(error: unknown, conversationId: string): void;
  /** Is told what a model's vendor said when it failed. */
  onModelFailure(failure: { conversationId: string; model: string; detail: string }): void;
}

/** Makes agents ready to work on a conversation: their tools found, their prompt to be rendered. */
export class AgentDesk {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Readies the agent with that configuration for a conversation that stands so. */
  async prepare(state: ConversationState, config: AgentConfig, conversationId: string): Promise<AgentAtWork> {
    const { database, catalog, limits } = this.#services;
    const hasCalled = state.exchange.some((payload) => payload.type === "agent.tool_call.created");
    const names = config.tool.tools.filter((tool) => tool.ns === "api").map((tool) => tool.name);
    const tools = toolbox(config, await findTools(database, names));
    const providerData = hasCalled ? await readProviderData(database, conversationId) : new Map<string, unknown>();
    return {
      catalog,
      variables: config.runtime.variables,
      limits,
      providerData,
      prepareStep: (state) => prepareStep({ config, tools, state, providerData }),
      callTool: (call, state) => this.#call({ config, tools, state, call }),
      onModelFailure: (model, detail) => this.#services.onModelFailure({ conversationId, model, detail }),
      onFault: (error) => this.#services.onFault(error, conversationId),
    };
  }

  async #call(work: {
    config: AgentConfig;
    tools: Toolbox;
    state: ConversationState;
    call: ModelToolCall;
  }): Promise<ToolAnswer> {
    const { config, tools, state, call } = work;
    const inSight = toolsOf(config, tools, state.route);
    const tool = inSight.find((known) => known.name === call.name);
    if (!tool) return failed(unknownTool(call.name, inSight));
    const parsed = parseArguments(call.arguments);
    if ("problem" in parsed) return failed(parsed.problem);
    const platformTool = tools.platform.get(call.name);
    if (platformTool) {
      if (!isJsonObject(parsed.arguments)) return failed("The arguments must be a JSON object. Call the tool again.");
      return callPlatformTool(platformTool, parsed.arguments, { ...state, config });
    }
    const outcome = await this.#callHttp(tools.http.get(call.name) as HttpTool, parsed.arguments, call.callId);
    return { outcome, effect: null };
  }

  /** A fault of ours in a call must not take the conversation with it: the model is told, and goes on. */
  async #callHttp(tool: HttpTool, args: unknown, idempotencyKey: string): Promise<ToolOutcome> {
    const { fetch, signingKeys, stopping, onError } = this.#services;
    try {
      return await callHttpTool({
        tool,
        arguments: args,
        idempotencyKey,
        signingKeys: await signingKeys(),
        fetch,
        signal: stopping,
        now: Date.now,
      });
    } catch (error) {
      onError(error, tool.name);
      return { status: "unknown", error: "The call broke on our side. It may or may not have been carried out." };
    }
  }
}

interface Toolbox {
  platform: ReadonlyMap<string, PlatformTool>;
  http: ReadonlyMap<string, HttpTool>;
  /** All of them as the model is shown them, in the order of the configuration. */
  shown: readonly ModelTool[];
}

function toolbox(config: AgentConfig, rows: readonly ToolRow[]): Toolbox {
  const platform = new Map(platformTools(config).map((tool) => [tool.name, tool]));
  const http = new Map(rows.map((row) => [row.name, row as HttpTool]));
  const shown = [
    ...platform.values(),
    ...rows.map((row) => ({ name: row.name, description: row.description, inputSchema: row.input_schema })),
  ].map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
  return { platform, http, shown };
}

function toolsOf(config: AgentConfig, tools: Toolbox, route: string | null): ModelTool[] {
  const inSight = toolsInSight(config, route);
  return tools.shown.filter((tool) => inSight.has(tool.name));
}

interface StepSituation {
  config: AgentConfig;
  tools: Toolbox;
  state: ConversationState;
  providerData: ReadonlyMap<string, unknown>;
}

function prepareStep({ config, tools, state, providerData }: StepSituation): TurnStep {
  const { context, language, route } = state;
  const inSight = toolsOf(config, tools, route);
  const { model, fallback_models } = config.runtime;
  return {
    models: [...new Set([model, ...fallback_models])],
    system: renderSystemPrompt({ config, context, language, route, tools: inSight, now: new Date() }),
    messages: modelMessages(state.exchange, providerData),
    tools: inSight,
    apology: apologyIn(language),
  };
}

function unknownTool(name: string, known: readonly ModelTool[]): string {
  const names = known.map((tool) => tool.name).join(", ");
  return `There is no tool "${name}". ${names === "" ? "You have no tools: answer without one." : `Your tools are: ${names}.`}`;
}

function parseArguments(text: string): { arguments: unknown } | { problem: string } {
  if (text.trim() === "") return { arguments: {} };
  try {
    // Models write `null` for the arguments of a tool that takes none.
    return { arguments: parseJson(text) ?? {} };
  } catch (error) {
    return {
      problem: `The arguments are not valid JSON (${(error as Error).message}). Call the tool again with a JSON object.`,
    };
  }
}

function callPlatformTool(
  tool: PlatformTool,
  args: JsonObject,
  situation: Parameters<PlatformTool["run"]>[1],
): ToolAnswer {
  const answer = tool.run(args, situation);
  if ("error" in answer) return failed(answer.error);
  return { outcome: { status: "succeeded", result: answer.result }, effect: answer.effect };
}

function failed(error: string): ToolAnswer {
  return { outcome: { status: "failed", error }, effect: null };
}
