import type { Agent, AgentConfig } from "@operator/sdk";
import { fillIn } from "./edit.ts";

/** What of an agent can be edited. */
export interface Draft {
  name: string;
  description: string;
  config: AgentConfig;
  postprocess_agents: string[];
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
