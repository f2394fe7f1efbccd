import type { Database } from "../db/database.ts";
import { readProviderData, settleLateCall } from "../db/tool-calls.ts";
import { findTransfers } from "../db/transfers.ts";
import type { AgentConfig } from "../domain/agent-config.ts";
import { apologyIn } from "../domain/apology.ts";
import type { ChannelType } from "../domain/conversation.ts";
import type { ConversationState } from "../domain/conversation-state.ts";
import { withHistorySearch } from "../domain/enabled-tools.ts";
import type { ServerPayload } from "../domain/event-payloads.ts";
import { personalValues } from "../domain/personal-values.ts";
import { type Recollection, timeZoneOf, withKnownCustomer } from "../domain/recollection.ts";
import type { TransferDestination } from "../domain/transfer.ts";
import type { ModelCatalog } from "../ports/language-model.ts";
import type { ObservedConversation, TurnObserver } from "../ports/turn-observer.ts";
import { modelMessages } from "../runtime/history.ts";
import { renderSystemPrompt } from "../runtime/prompt.ts";
import type { TurnLimits, TurnStep } from "../runtime/turn-types.ts";
import type { AgentAtWork } from "./agent-at-work.ts";
import { makeCall } from "./tool-caller.ts";
import { fillToolbox, type Toolbox, type ToolShelves } from "./toolbox.ts";

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
  onFault(error: unknown, about: { conversationId: string; requestId: string | null }): void;
  /** Is told what a model's vendor said when it failed. */
  onModelFailure(failure: { conversationId: string; requestId: string | null; model: string; detail: string }): void;
}

/** A conversation that an agent is made ready for. */
export interface ConversationAtDesk {
  observed: Pick<ObservedConversation, "agentVersionId" | "agentName" | "livemode"> & { conversationId: string };
  channel: ChannelType;
  /** What is known that was not said in it. */
  recollection: Recollection;
  /** When it was over; null while it is not. */
  endedAt: Date | null;
}

/** Makes agents ready to work on a conversation: their tools found, their prompt to be rendered. */
export class AgentDesk {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Readies the agent with that configuration for a conversation that stands so. */
  async prepare(state: ConversationState, given: AgentConfig, about: ConversationAtDesk): Promise<AgentAtWork> {
    const { database, catalog, limits, shelves, observer, onFault, onModelFailure } = this.#services;
    const { conversationId } = about.observed;
    const { recollection } = about;
    // Where nothing was said before there is nothing to search.
    const config = recollection.earlier.length === 0 ? given : withHistorySearch(given);
    const hasCalled = state.exchange.some((payload) => payload.type === "agent.tool_call.created");
    const tools = await fillToolbox(config, shelves, about.channel);
    const transfers = await this.#transfersOf(config, about.channel);
    const providerData = hasCalled
      ? await readProviderData(database, { column: "conversation_id", id: conversationId })
      : new Map<string, unknown>();
    const { variables } = config.runtime;
    return {
      catalog,
      variables,
      limits,
      providerData,
      observer,
      observed: (state, requestId) => ({
        ...about.observed,
        requestId,
        personalValues: () => personalValues(variables, withKnownCustomer(state.context, recollection.customer)),
      }),
      prepareStep: (state, unrecorded = []) =>
        prepareStep({ config, tools, transfers, state, unrecorded, providerData, about }),
      findTool: (name, state) => tools.find(name, state.route),
      callTool: (call, situation) => makeCall({ ...this.#services, config, tools, call, conversationId }, situation),
      settleLate: (callId, status) => settleLateCall(database, callId, status),
      onModelFailure: (model, detail, requestId) => onModelFailure({ conversationId, requestId, model, detail }),
      onFault: (error, requestId) => onFault(error, { conversationId, requestId }),
    };
  }

  /** Finds the destinations that the agent may hand callers over to; those that are gone are left out. */
  async #transfersOf({ tool }: AgentConfig, channel: ChannelType): Promise<TransferDestination[]> {
    if (channel !== "phone") return [];
    const rows = await findTransfers(
      this.#services.database,
      tool.transfers.map(({ id }) => id),
    );
    return rows.map(({ id, definition }) => ({ id, ...definition }));
  }
}

interface StepSituation {
  config: AgentConfig;
  tools: Toolbox;
  transfers: readonly TransferDestination[];
  state: ConversationState;
  /** What was said and is not in the log yet. */
  unrecorded: readonly ServerPayload[];
  providerData: ReadonlyMap<string, unknown>;
  about: ConversationAtDesk;
}

function prepareStep({ config, tools, transfers, state, unrecorded, providerData, about }: StepSituation): TurnStep {
  const { language, route } = state;
  const { channel, recollection, endedAt } = about;
  const { earlier } = recollection;
  const context = withKnownCustomer(state.context, recollection.customer);
  const timeZone = timeZoneOf(context, recollection.timeZone);
  const inSight = tools.inSight(route);
  const shown = { config, context, language, route, tools: inSight, transfers, channel, earlier, timeZone };
  const { model, fallback_models } = config.runtime;
  return {
    models: [...new Set([model, ...fallback_models])],
    system: renderSystemPrompt({ ...shown, now: endedAt ?? new Date() }),
    messages: modelMessages([...state.exchange, ...unrecorded], providerData),
    tools: inSight,
    apology: apologyIn(language),
  };
}
