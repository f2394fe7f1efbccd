import type { Database } from "../db/database.ts";
import type { ProcedureRow } from "../db/procedures.ts";
import { readProviderData, settleLateCall } from "../db/tool-calls.ts";
import { type AgentConfig, agentConfigSchema } from "../domain/agent-config.ts";
import { RECORD_OUTPUT } from "../domain/check-procedural-config.ts";
import type { ConversationState } from "../domain/conversation-state.ts";
import { versionId } from "../domain/ids.ts";
import { personalValues } from "../domain/personal-values.ts";
import { modelsOfRun, type ProceduralAgentConfig } from "../domain/procedural-agent-config.ts";
import { MOST_WRONG_OUTPUTS } from "../domain/procedure-progress.ts";
import type { JsonObject } from "../lib/json.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { ModelCatalog, ModelMessage } from "../ports/language-model.ts";
import type { TurnObserver } from "../ports/turn-observer.ts";
import { modelMessages } from "../runtime/history.ts";
import { renderProcedurePrompt } from "../runtime/prompt.ts";
import type { RenderedInput } from "../runtime/procedure-input.ts";
import { type RecordedOutput, readOutput, recordOutputTool } from "../runtime/record-output.ts";
import type { ToolAnswer, TurnLimits, TurnStep } from "../runtime/turn-types.ts";
import type { AgentAtWork } from "./agent-at-work.ts";
import { makeCall } from "./tool-caller.ts";
import { failedAnswer, fillToolbox, type ToolAtHand, type Toolbox, type ToolShelves } from "./toolbox.ts";

interface Services {
  database: Database;
  catalog: ModelCatalog;
  limits: TurnLimits;
  shelves: ToolShelves;
  observer: TurnObserver;
  /** Aborted when the process stops: calls under way are given up, their outcome unknown. */
  stopping: AbortSignal;
  /** Is told of a fault of ours in a tool's call. */
  onError(error: unknown, toolName: string): void;
  /** Is told of a fault of ours in a turn. */
  onFault(error: unknown, procedureId: string): void;
  /** Is told what a model's vendor said when it failed. */
  onModelFailure(failure: { procedureId: string; model: string; detail: string }): void;
}

/** A run that its agent is made ready for. */
export interface ProcedureAtDesk {
  row: ProcedureRow;
  config: ProceduralAgentConfig;
  /** What its conversation was held with; null without one. */
  held: AgentConfig | null;
  /** What prompts' variables are taken from. */
  context: JsonObject;
  rendered: RenderedInput;
  state: ConversationState;
  /** Is told what the model recorded by that call, before the call's answer is. */
  onRecorded(callId: string, recorded: RecordedOutput): void;
}

/** Makes procedural agents ready to work on their runs: their tools found, their prompt to be rendered. */
export class ProcedureDesk {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Readies the agent of a run that stands so. Throws `InvalidSchemaError` for an output schema that cannot be used. */
  async prepare(run: ProcedureAtDesk): Promise<AgentAtWork> {
    const { database, catalog, limits, observer, shelves, onFault, onModelFailure } = this.#services;
    const { row, held, context } = run;
    const config = asConversational(run.config);
    const tools = toolsOf(run, await fillToolbox(config, shelves));
    const providerData = await readProviderData(database, { column: "procedure_id", id: row.id });
    const variables = [...config.runtime.variables, ...(held?.runtime.variables ?? [])];
    const conversationId = row.conversation_id ?? row.id;
    return {
      catalog,
      variables: config.runtime.variables,
      limits,
      providerData,
      observer,
      observed: (_state, requestId) => ({
        conversationId: row.conversation_id,
        procedureId: row.id,
        agentVersionId: versionId(row.agent_id, row.agent_version),
        agentName: row.name,
        livemode: row.livemode,
        requestId,
        personalValues: () => personalValues(variables, context),
      }),
      prepareStep: (state) => prepareStep({ run, config, tools, state, providerData }),
      findTool: (name) => tools.find(name, null),
      callTool: (call, situation) => makeCall({ ...this.#services, config, tools, call, conversationId }, situation),
      settleLate: (callId, status) => settleLateCall(database, callId, status),
      onModelFailure: (model, detail) => onModelFailure({ procedureId: row.id, model, detail }),
      onFault: (error) => onFault(error, row.id),
    };
  }
}

/** Writes the configuration as that of a conversational agent, as far as tools and prompts are the same for both. */
function asConversational({ runtime, tool }: ProceduralAgentConfig): AgentConfig {
  const { model, fallback_models, prompt, variables } = runtime;
  return agentConfigSchema.parse({ runtime: { model, fallback_models, prompt, variables }, tool });
}

interface StepSituation {
  run: ProcedureAtDesk;
  config: AgentConfig;
  tools: Toolbox;
  state: ConversationState;
  providerData: ReadonlyMap<string, unknown>;
}

function prepareStep({ run, config, tools, state, providerData }: StepSituation): TurnStep {
  const begin: ModelMessage = { role: "user", text: run.rendered.text };
  const inSight = tools.inSight(null);
  return {
    models: modelsOfRun(run.config, run.held),
    system: renderProcedurePrompt({ config, context: run.context, tools: inSight, now: new Date() }),
    messages: state.exchange.length === 0 ? [begin] : [begin, ...modelMessages(state.exchange, providerData)],
    tools: inSight,
    reasoningEffort: run.config.runtime.reasoning_effort,
    apology: null,
  };
}

/** Adds `record_output` to the tools, and takes away what has no place in this run. */
function toolsOf(run: ProcedureAtDesk, tools: Toolbox): Toolbox {
  const record = recordTool(run);
  const { name, description, inputSchema } = record;
  const has = (tool: ToolAtHand) => tool.ns !== "syscall" || run.row.conversation_id !== null;
  const find = (wanted: string): ToolAtHand | undefined => {
    if (wanted === RECORD_OUTPUT) return record;
    const tool = tools.find(wanted, null);
    return tool && has(tool) ? inForeground(tool, run.row.is_trial) : undefined;
  };
  const shown = tools.inSight(null).filter((tool) => find(tool.name) !== undefined);
  return { inSight: () => [...shown, { name, description, inputSchema }], find };
}

/** A run waits for each answer, for it talks with nobody meanwhile. In a trial nothing outside is touched. */
function inForeground(tool: ToolAtHand, isTrial: boolean): ToolAtHand {
  const waiting: ToolAtHand = { ...tool, runsInBackground: false };
  if (!isTrial) return waiting;
  return {
    ...waiting,
    carryOut: async (call, situation) => {
      if (tool.ns === "syscall" && tool.name === "set_custom_fields") {
        return { ...(await tool.carryOut(call, situation)), effect: null };
      }
      return failedAnswer(`This run is a trial, which touches nothing: ${tool.name} was not called. Go on without it.`);
    },
  };
}

function recordTool(run: ProcedureAtDesk): ToolAtHand {
  const rules = { schema: run.config.output.output_schema, shown: run.rendered.shown };
  return {
    ...recordOutputTool(rules),
    ns: "syscall",
    runsInBackground: false,
    onInterrupt: "finish",
    // What it records is stored together with its answer.
    isRepeatable: true,
    carryOut: async (call) => {
      const read = readOutput(wellFormed(call.arguments), rules);
      if ("problems" in read) return sentBack(run.state, read.problems);
      run.onRecorded(call.callId, read.recorded);
      return { outcome: { status: "succeeded", result: { recorded: true } }, effect: { type: "end_procedure" } };
    },
  };
}

function sentBack({ exchange }: ConversationState, problems: readonly string[]): ToolAnswer {
  const before = exchange.filter(
    (payload) =>
      payload.type === "agent.tool_call.returned" && payload.name === RECORD_OUTPUT && payload.outcome === "failed",
  );
  const isLast = before.length + 1 >= MOST_WRONG_OUTPUTS;
  const error = `The output was not recorded. ${problems.join(" ")}${isLast ? "" : " Correct it and call record_output again."}`;
  return { outcome: { status: "failed", error }, effect: isLast ? { type: "end_procedure" } : null };
}
