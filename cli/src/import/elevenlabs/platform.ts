import { type AgentReader, setting, within } from "../agent-reader.ts";
import { type AnalysisField, addAnalysisBy } from "../analysis-draft.ts";
import { identifierOf, nameBook } from "../names.ts";
import {
  at,
  changed,
  dropFields,
  dropped,
  fieldsAt,
  listAt,
  mapped,
  numberAt,
  type Place,
  says,
  textAt,
} from "../place.ts";
import { escapeSigns } from "../prompt-text.ts";

/** Reads what is done around an agent's conversations: their analysis, what is kept of them, who is told. */
export function readPlatformSettings(reader: AgentReader, place: Place): void {
  readAnalysis(reader, place);
  readPrivacy(reader, at(place, "privacy"));
  readWebhooks(at(place, "workspace_overrides"));
  dropped(at(place, "widget"), "A page of your own talks with the agent by the SDK.");
  dropped(at(place, "overrides"), "Every conversation may be given an override_config.");
  dropped(at(place, "auth"), "Conversations are made with an API key, which hands out a token for each.");
  dropped(
    at(place, "call_limits"),
    "How many calls there may be at once is OPERATOR_MAX_CALLS, and max_calls of a number.",
    "check",
  );
  dropped(at(place, "guardrails"), "Write into the prompt what is not to be spoken of.", "rebuild");
  dropFields(place, {
    testing: "Tests of the agent were not taken over.",
    archived: "ElevenLabs' own note on the agent.",
    ban: "ElevenLabs' own note on the agent.",
    safety: "ElevenLabs' own note on the agent.",
    trust_context: "ElevenLabs' own note on the agent.",
    alerting: "The metrics of the installation tell what to be alerted by.",
    queueing_config: "Calls that find no line wait by themselves.",
    auto_translate_transcript_to_app_language: "A transcript is in the language that was spoken.",
    summary_language: "A summary is in the language that was spoken.",
    topic_discovery: "Ask for topics in the output of a procedural agent.",
    sentiment_analysis: "Every conversation has its sentiment.",
    data_collection_scopes: "An analysis is made of each conversation.",
  });
}

function readAnalysis(reader: AgentReader, place: Place): void {
  const names = nameBook("_");
  const fields = [
    ...[...listAt(place, "evaluation", "criteria"), ...listAt(place, "analysis_items", "evaluation_criteria")].map(
      (criterion) => readCriterion(criterion, names.take(nameIn(criterion))),
    ),
    ...fieldsAt(place, "data_collection").map(([name, item]) =>
      readCollected(item, names.take(identifierOf(name, "value"))),
    ),
    ...listAt(place, "analysis_items", "data_collection").map((item) => readCollected(item, names.take(nameIn(item)))),
  ];
  addAnalysisBy(reader, fields, at(place, "analysis_llm"));
}

function nameIn(item: Place): string {
  return identifierOf(textAt(item, "id") ?? textAt(item, "name") ?? "", "value");
}

function readCriterion(criterion: Place, name: string): AnalysisField {
  const to = `the analysis: output.output_schema.properties.${name}`;
  const goal = at(criterion, "conversation_goal_prompt");
  for (const key of ["id", "name", "type", "conversation_goal_prompt"]) mapped(at(criterion, key), to);
  dropped(at(criterion, "use_knowledge_base"), "The platform has no knowledge bases.");
  for (const key of ["scope", "llm"])
    dropped(at(criterion, key), "One model makes the whole analysis of a conversation.");
  for (const key of ["scoring_mode", "max_score", "score_instructions"])
    changed(at(criterion, key), "Each criterion is success, failure or unknown here; change the schema for a score.");
  return {
    name,
    isRequired: true,
    instructions: escapeSigns(textAt(goal) ?? textAt(criterion, "name") ?? ""),
    schema: {
      type: "object",
      description: (textAt(criterion, "name") ?? name).slice(0, 500),
      properties: {
        result: { type: "string", enum: ["success", "failure", "unknown"] },
        rationale: { type: "string", description: "Why, in one sentence." },
      },
      required: ["result", "rationale"],
    },
  };
}

const TYPES = ["string", "number", "integer", "boolean"];

function readCollected(item: Place, name: string): AnalysisField {
  const to = `the analysis: output.output_schema.properties.${name}`;
  const type = textAt(item, "type") ?? "string";
  const choices = at(item, "enum");
  const description = textAt(item, "description");
  for (const key of ["type", "description", "enum", "name", "id"]) mapped(at(item, key), to);
  for (const [key, inner] of fieldsAt(item)) {
    if (!["type", "description", "enum", "name", "id"].includes(key))
      dropped(inner, "What is found out is read from the conversation alone.");
  }
  return {
    name,
    isRequired: false,
    instructions: null,
    schema: {
      type: TYPES.includes(type) ? type : "string",
      ...(description === null ? {} : { description }),
      ...(Array.isArray(choices.value) && says(choices) ? { enum: choices.value } : {}),
    },
  };
}

function readPrivacy(reader: AgentReader, privacy: Place): void {
  const recorded = at(privacy, "record_voice");
  setting(reader, recorded, { to: "voice.recording.is_enabled", value: recorded.value === true });
  const days = at(privacy, "retention_days");
  const kept = numberAt(days);
  const isForever = kept !== null && kept < 0;
  const value = isForever ? 3_650 : within(1, 3_650, kept);
  if (kept === 0) dropped(days, "Recordings are kept for a day at least.", "check");
  setting(reader, days, {
    to: "voice.recording.retention_days",
    value,
    ...(isForever ? { why: "Recordings are kept for ten years at most." } : {}),
  });
  for (const [key, inner] of fieldsAt(privacy)) {
    if (key !== "record_voice" && key !== "retention_days")
      dropped(inner, "What is kept is set for the installation.", inner.value === true ? "check" : undefined);
  }
}

function readWebhooks(overrides: Place): void {
  const setup = at(overrides, "conversation_initiation_client_data_webhook");
  changed(
    at(setup, "url"),
    "To be asked before a conversation, make a webhook endpoint: POST /webhook_endpoints with this url, and answer conversation.setup. The question and its signature are other ones.",
    { todo: "set_up" },
  );
  for (const [, header] of fieldsAt(setup, "request_headers"))
    dropped(header, "The value was not copied. Deliveries are signed instead.");
  dropped(
    at(overrides, "webhooks"),
    "To be told when a conversation is over, make a webhook endpoint: POST /webhook_endpoints.",
    says(at(overrides, "webhooks", "post_call_webhook_id")) ? "set_up" : undefined,
  );
}
