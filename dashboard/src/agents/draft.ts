import type { Agent, AgentConfig } from "@operator/sdk";
import { isFields, isSame } from "./same-value.ts";

/** What of an agent can be edited. */
export interface Draft {
  name: string;
  description: string;
  config: AgentConfig;
  postprocess_agents: string[];
}

/** Changes that are not saved, and what they were made to. */
export interface Edit {
  base: Draft;
  /** The version of the agent that was edited, as the server names it. */
  etag: string | undefined;
  mine: Draft;
}

/** What a configuration has without a word: the server's defaults, for those that were stored before they could be said. */
const DEFAULTS = {
  personas: [],
  voice: {
    ambient_sound: null,
    busy_sound: null,
    boosted_keywords: [],
    speech_to_text: null,
    patience: "normal",
    is_filler_enabled: true,
    silence: { nudge_after_sec: 15, end_after_sec: 60 },
    max_duration_sec: 3_600,
    recording: { is_enabled: false, is_notice_given: true, notice: null, retention_days: 30 },
  },
  runtime: { fallback_models: [], variables: [], speaks_first: null },
  tool: { tools: [], transfers: [] },
  language: { default_language: "English", supported_languages: [] },
  channel: {
    is_voicemail_enabled: true,
    idle_time_sec: 86_400,
    quiet_time_ms: null,
    contact_hours: null,
    allowed_recipients: [],
  },
  memory: { is_enabled: true },
  summary: { is_enabled: true, agent_id: null },
};

/** Returns what of an agent can be edited. */
export function draftOf({ name, description, config, postprocess_agents }: Agent): Draft {
  return { name, description, config: fillIn(DEFAULTS, config) as AgentConfig, postprocess_agents };
}

/** Makes something else of a draft. */
export type DraftChange = (draft: Draft) => Draft;

/** Makes a change to what is edited; null when nothing differs from what is stored any more. */
export function edited(stored: Omit<Edit, "mine">, edit: Edit | null, change: DraftChange): Edit | null {
  const { base, etag } = edit ?? stored;
  const mine = change(edit?.mine ?? stored.base);
  return isSame(base, mine) ? null : { base, etag, mine };
}

function fillIn(defaults: unknown, given: unknown): unknown {
  if (given === undefined) return defaults;
  if (!isFields(defaults) || !isFields(given)) return given;
  const filled = Object.keys(defaults).map((name) => [name, fillIn(defaults[name], given[name])]);
  return { ...given, ...Object.fromEntries(filled) };
}

const keyOf = (agentId: string) => `operator.agent-edit.${agentId}`;

/** Keeps changes that are not saved for when the page is loaded anew; null forgets them. */
export function keepEdit(storage: Storage, agentId: string, edit: Edit | null): void {
  if (edit === null) storage.removeItem(keyOf(agentId));
  else storage.setItem(keyOf(agentId), JSON.stringify(edit));
}

/** Reads the changes that were kept; null when there are none, or none that can be read. */
export function keptEdit(storage: Storage, agentId: string): Edit | null {
  const text = storage.getItem(keyOf(agentId));
  if (text === null) return null;
  try {
    const kept: unknown = JSON.parse(text);
    return isFields(kept) && isFields(kept["mine"]) && isFields(kept["base"]) ? (kept as unknown as Edit) : null;
  } catch {
    return null;
  }
}
