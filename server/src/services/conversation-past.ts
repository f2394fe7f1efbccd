import { findVersionOfAnyAgent } from "../db/agents.ts";
import type { ConversationRow } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { readEvents, readWords } from "../db/events.ts";
import type { AgentConfig } from "../domain/agent-config.ts";
import { isAsync } from "../domain/conversation.ts";
import { applyEvent, type ConversationState, emptyState } from "../domain/conversation-state.ts";
import { notFound } from "../domain/error.ts";
import type { StoredEvent } from "../domain/event.ts";
import { versionId } from "../domain/ids.ts";
import { speaksFirst } from "../domain/opening.ts";
import { originOf } from "./conversation-view.ts";
import { effectiveConfig } from "./effective-config.ts";

/** So many configurations are kept at most. */
const MOST_CONFIGS = 1_000;

/** How many of the messages of the conversation that one goes on with its agent is shown. */
const MOST_WORDS_BEFORE = 100;

/** Reads from the database how conversations stand. */
export class ConversationPast {
  readonly #database: Database;
  /** Configurations of versions that can no longer change, shared by all conversations they hold. */
  readonly #configs = new Map<string, AgentConfig>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Returns what a conversation is held with. Throws `not_found` when its agent's version is gone. */
  async configOf(row: ConversationRow): Promise<AgentConfig> {
    const base = row.config_snapshot ?? (await this.#versionConfig(row.agent_id, row.agent_version));
    return effectiveConfig(base, row.override_config);
  }

  /** Folds a conversation's log; `log` is all of one that is not stored yet. */
  async stateOf(
    row: ConversationRow,
    config: AgentConfig,
    log: readonly StoredEvent[] | null = null,
  ): Promise<ConversationState> {
    const state = emptyState({
      context: row.context,
      language: config.language.default_language,
      agentSpeaksFirst: opensConversation(row, config),
      before: row.continues === null ? [] : await readWords(this.#database, row.continues, MOST_WORDS_BEFORE),
    });
    const pages = log === null ? readEvents(this.#database, originOf(row), { after: 0 }) : [log];
    for await (const page of pages) {
      for (const event of page) applyEvent(state, event);
    }
    return state;
  }

  async #versionConfig(agentId: string, version: number): Promise<AgentConfig> {
    const key = versionId(agentId, version);
    const known = this.#configs.get(key);
    if (known) return known;
    const row = await findVersionOfAnyAgent(this.#database, agentId, version);
    if (!row) throw notFound("agent version", key);
    if (this.#configs.size >= MOST_CONFIGS) this.#configs.clear();
    this.#configs.set(key, row.config);
    return row.config;
  }
}

/** Whoever writes of the platform's own accord begins; in reply to a message, or where somebody joins, the prompt says. */
function opensConversation({ channel_type, direction }: ConversationRow, config: AgentConfig): boolean {
  if (!isAsync(channel_type)) return speaksFirst(config);
  return direction === "outbound" || (channel_type === "chat_async" && speaksFirst(config));
}
