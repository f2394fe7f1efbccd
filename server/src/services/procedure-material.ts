import { findVersionOfAnyAgent } from "../db/agents.ts";
import { findConversation } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { readEvents } from "../db/events.ts";
import type { ProcedureRow } from "../db/procedures.ts";
import type { AgentConfig } from "../domain/agent-config.ts";
import { mergeContext, resolveVariables } from "../domain/context.ts";
import { applyEvent, type ConversationState, emptyState } from "../domain/conversation-state.ts";
import type { EventOrigin, ProcedureOrigin, StoredEvent } from "../domain/event.ts";
import { versionId } from "../domain/ids.ts";
import {
  MODEL_OF_THE_CONVERSATION,
  modelsOfRun,
  type ProceduralAgentConfig,
  proceduralAgentConfigSchema,
} from "../domain/procedural-agent-config.ts";
import type { ProcedureError } from "../domain/procedure.ts";
import { applyProgress, noProgress, type ProcedureProgress } from "../domain/procedure-progress.ts";
import type { JsonObject } from "../lib/json.ts";
import { type RenderedInput, renderProcedureInput, type ShownConversation } from "../runtime/procedure-input.ts";
import { originOf } from "./conversation-view.ts";
import { effectiveConfig } from "./effective-config.ts";

/** What a run works on, as its row and the logs say it. */
export interface ProcedureMaterial {
  config: ProceduralAgentConfig;
  /** The conversation's configuration and where its events come from; null without one. */
  held: { config: AgentConfig; origin: EventOrigin } | null;
  context: JsonObject;
  rendered: RenderedInput;
  state: ConversationState;
  progress: ProcedureProgress;
  origin: ProcedureOrigin;
  /** Why the run cannot be carried out; null when it can. */
  problem: ProcedureError | null;
}

/** Gathers what a run works on. The same log gives the same material, whichever process asks. */
export async function gatherMaterial(database: Database, row: ProcedureRow): Promise<ProcedureMaterial> {
  const config = await configOf(database, row);
  const about = row.conversation_id === null ? null : await readConversation(database, row.conversation_id, row);
  const { shown, customFields } = about ?? NOTHING_SHOWN;
  const context = mergeContext(shown?.context ?? {}, row.input ?? {});
  const rendered = renderProcedureInput({ conversation: shown, input: row.input });
  const origin = procedureOriginOf(row);
  const state = emptyState({ context, language: "English", agentSpeaksFirst: false });
  state.customFields = customFields;
  const progress = noProgress();
  for await (const page of readEvents(database, origin, { after: 0 })) {
    for (const event of page) {
      applyEvent(state, event);
      applyProgress(progress, event.envelope.payload);
    }
  }
  const held = about && { config: about.config, origin: about.origin };
  return { config, held, context, rendered, state, progress, origin, problem: problemOf(config, held, context) };
}

const NOTHING_SHOWN = { shown: null, customFields: {} };

/** Returns what all events of a run share. */
export function procedureOriginOf(row: ProcedureRow): ProcedureOrigin {
  return {
    agent_id: versionId(row.agent_id, row.agent_version),
    livemode: row.livemode,
    conversation_id: row.conversation_id,
    procedure_id: row.id,
  };
}

async function configOf(database: Database, row: ProcedureRow): Promise<ProceduralAgentConfig> {
  const stored =
    row.config_snapshot ?? (await findVersionOfAnyAgent(database, row.agent_id, row.agent_version))?.config;
  // What was stored by an earlier version of the platform may lack what has a default by now.
  return proceduralAgentConfigSchema.parse(stored);
}

function problemOf(
  config: ProceduralAgentConfig,
  held: ProcedureMaterial["held"],
  context: JsonObject,
): ProcedureError | null {
  if (modelsOfRun(config, held?.config ?? null).length === 0) return { code: "invalid_config", message: NO_MODEL };
  const { missing } = resolveVariables(config.runtime.variables, context);
  if (missing.length === 0) return null;
  const names = missing.map((name) => `$${name}`).join(", ");
  const message = `The agent needs values for ${names}: give them in the input, or in the conversation's context.`;
  return { code: "missing_variables", message };
}

const NO_MODEL = `The agent's model is ${MODEL_OF_THE_CONVERSATION}, and the run is about no conversation: name one when ordering it, or give the agent a model of its own.`;

interface ReadConversation {
  shown: ShownConversation;
  config: AgentConfig;
  origin: EventOrigin;
  /** The fields as they are now: what was set since the log ended is in them, too. */
  customFields: JsonObject;
}

async function readConversation(database: Database, id: string, run: ProcedureRow): Promise<ReadConversation | null> {
  const row = await findConversation(database, id);
  if (!row) return null;
  const version = row.config_snapshot ? null : await findVersionOfAnyAgent(database, row.agent_id, row.agent_version);
  const config = effectiveConfig(
    row.config_snapshot ?? (version as { config: AgentConfig }).config,
    row.override_config,
  );
  const origin = originOf(row);
  const events: StoredEvent[] = [];
  const state = emptyState({
    context: row.context,
    language: config.language.default_language,
    agentSpeaksFirst: false,
  });
  for await (const page of readEvents(database, origin, { after: 0, ...upTo(run) })) {
    for (const event of page) applyEvent(state, event);
    events.push(...page);
  }
  const shown: ShownConversation = {
    id,
    agentVersionId: origin.agent_id,
    agentName: version?.name ?? null,
    channel: row.channel_type,
    direction: row.direction,
    status: state.status,
    context: state.context,
    customFields: state.customFields,
    events,
  };
  return { shown, config, origin, customFields: row.custom_fields };
}

function upTo({ up_to_sequence }: ProcedureRow): { upTo?: number } {
  return up_to_sequence === null ? {} : { upTo: up_to_sequence };
}
