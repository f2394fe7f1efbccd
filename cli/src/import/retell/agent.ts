import { addSection } from "../agent-draft.ts";
import { type AgentReader, keywordsAt, promptAt, setting, voiceAt, within } from "../agent-reader.ts";
import { languagesAt } from "../languages-at.ts";
import { quoted } from "../opening.ts";
import {
  at,
  changed,
  dropFields,
  dropped,
  fieldsAt,
  isObject,
  listAt,
  mapped,
  numberAt,
  type Place,
  says,
  textAt,
} from "../place.ts";
import { entryOf } from "../table-entry.ts";

/** What of an agent has no place on the platform, and why. */
const DROPPED = {
  agent_id: "Retell's own id.",
  channel: "An agent of the platform is held on any channel.",
  last_modification_timestamp: "When it was changed there.",
  version: "Retell's own version.",
  base_version: "Retell's own version.",
  is_published: "Release the agent to have it answer.",
  version_title: "Retell's own version.",
  version_description: "Retell's own version.",
  assigned_tags: "Retell's own version.",
  is_public: "Who may talk with the agent is up to whoever holds an API key.",
  public: "Who may talk with the agent is up to whoever holds an API key.",
  folder_id: "Where it stands in Retell's dashboard.",
  response_engine: "Its prompt and tools were read from the same export.",
  voice_model: "The platform takes the provider's quickest model.",
  voice_temperature: "How a provider speaks is set by the platform.",
  voice_speed: "How a provider speaks is set by the platform.",
  voice_emotion: "How a provider speaks is set by the platform.",
  volume: "How a provider speaks is set by the platform.",
  enable_dynamic_voice_speed: "How a provider speaks is set by the platform.",
  enable_expressive_mode: "How a provider speaks is set by the platform.",
  expressive_emotion_tags: "How a provider speaks is set by the platform.",
  expressive_mode_prompt: "How a provider speaks is set by the platform.",
  ambient_sound_volume: "The sound lies under the conversation as loud as fits.",
  fallback_voice_ids: "When a provider fails, the installation's next one speaks.",
  interruption_sensitivity: "Words of assent do not interrupt; anything else does.",
  enable_backchannel: "The agent is silent while the user speaks.",
  backchannel_frequency: "The agent is silent while the user speaks.",
  backchannel_words: "The agent is silent while the user speaks.",
  enable_dynamic_responsiveness: "When to answer is decided by what was said.",
  begin_message_delay_ms: "The agent speaks once the line stands.",
  ring_duration_ms: "How long it rings is OPERATOR_RING_SEC of the installation.",
  reminder_max_count: "The agent asks again until the silence ends the conversation.",
  normalize_for_speech: "Numbers, dates and addresses are always written as they are said.",
  denoising_mode: "The platform tells voices from noise by itself.",
  stt_mode: "The installation's speech provider listens.",
  custom_stt_config: "The installation's speech provider listens.",
  vocab_specialization: "Name words to listen for in voice.boosted_keywords.",
  allow_user_dtmf: "Keys are heard in every telephone call.",
  allow_dtmf_interruption: "Keys are heard in every telephone call.",
  user_dtmf_options: "Keys up to # or three seconds are one message.",
  opt_in_signed_url: "Recordings are fetched with an API key.",
  signed_url_expiration_ms: "Recordings are fetched with an API key.",
  webhook_timeout_ms: "An endpoint has 15 seconds to answer.",
  webhook_events: "Which events an endpoint is sent is set at that endpoint.",
  timezone: "A customer's own time zone counts, else OPERATOR_TIME_ZONE.",
};

/** Reads an agent's own settings: who speaks and listens, and what is done around the conversation. */
export function readAgentSettings(reader: AgentReader, place: Place): void {
  languagesAt(reader, at(place, "language"));
  const voice = at(place, "voice_id");
  voiceAt(reader, voice, { voice: voiceNamed(textAt(voice)), language: null });
  keywordsAt(reader, at(place, "boosted_keywords"));
  readSound(reader, at(place, "ambient_sound"));
  readTimes(reader, place);
  readStorage(reader, place);
  readVoicemail(reader, at(place, "voicemail_option"));
  readHandbook(reader, at(place, "handbook_config"));
  readScreening(reader, at(place, "call_screening_option"));
  dropFields(place, DROPPED);
  changed(
    at(place, "webhook_url"),
    "To be told of events, make a webhook endpoint: POST /webhook_endpoints with this url. The events and their signature are other ones.",
    { todo: "set_up" },
  );
  dropped(
    at(place, "pronunciation_dictionary"),
    "The platform has no dictionaries: write in the prompt how words are said.",
    "rebuild",
  );
  dropped(at(place, "guardrail_config"), "Write into the prompt what is not to be spoken of.", "rebuild");
  dropped(
    at(place, "pii_config"),
    "Mark variables and fields that are personal: they stay out of all logs.",
    "rebuild",
  );
  readIvr(reader, at(place, "ivr_option"));
}

/** Retell names voices `provider-Name`; of those only OpenAI's are the provider's own names. */
function voiceNamed(id: string | null): { provider: string; id: string } | null {
  const name = id === null ? undefined : /^openai-([A-Za-z]+)$/.exec(id)?.[1];
  return name === undefined ? null : { provider: "openai", id: name.toLowerCase() };
}

const SOUNDS: Readonly<Record<string, string>> = {
  "coffee-shop": "cafe",
  "call-center": "call_center",
  "convention-hall": "office",
};

function readSound(reader: AgentReader, place: Place): void {
  const value = entryOf(SOUNDS, String(place.value));
  if (value === undefined)
    dropped(
      place,
      "The platform has office, call_center, cafe and street as sounds: choose one in voice.ambient_sound.",
      "check",
    );
  else if (value === "office")
    setting(reader, place, { to: "voice.ambient_sound", value, why: "The sound of an office is the nearest." });
  else setting(reader, place, { to: "voice.ambient_sound", value });
}

function readTimes(reader: AgentReader, place: Place): void {
  const times = [
    ["reminder_trigger_ms", "voice.silence.nudge_after_sec", 3, 600],
    ["end_call_after_silence_ms", "voice.silence.end_after_sec", 5, 3_600],
    ["max_call_duration_ms", "voice.max_duration_sec", 30, 86_400],
  ] as const;
  for (const [key, to, low, high] of times) {
    const time = at(place, key);
    const seconds = within(low, high, (numberAt(time) ?? 0) / 1_000);
    setting(reader, time, {
      to,
      value: seconds === null ? null : to.endsWith("duration_sec") ? Math.round(seconds) : seconds,
    });
  }
  const responsiveness = at(place, "responsiveness");
  const speed = numberAt(responsiveness);
  if (speed === null) return;
  const value = speed < 0.5 ? "high" : "normal";
  const why = `A responsiveness of ${speed} became the patience "${value}".`;
  setting(
    reader,
    responsiveness,
    value === "normal" && speed === 1 ? { to: "voice.patience", value } : { to: "voice.patience", value, why },
  );
}

function readStorage(reader: AgentReader, place: Place): void {
  const stored = at(place, "data_storage_setting");
  const value = stored.value === "everything";
  setting(reader, stored, {
    to: "voice.recording.is_enabled",
    value,
    why: value
      ? "Conversations are recorded, and the user is told so."
      : "Nothing is recorded. What is logged is kept: see the installation's retention.",
  });
  const days = at(place, "data_storage_retention_days");
  const kept = within(1, 3_650, numberAt(days));
  setting(reader, days, {
    to: "voice.recording.retention_days",
    value: kept,
    why: "Recordings are deleted after so many days; other data is kept.",
  });
  dropped(at(place, "opt_out_sensitive_data_storage"), "What is kept is set for the installation.", "check");
}

function readVoicemail(reader: AgentReader, place: Place): void {
  const action = at(place, "action");
  const type = at(action, "type");
  const to = `${reader.agent.slug}: channel.is_voicemail_enabled`;
  dropped(at(place, "detection_prompt"), "The carrier or the platform itself finds answering machines.");
  if (!says(type)) {
    dropped(place, "What is done with an answering machine is set in channel.is_voicemail_enabled.");
    return;
  }
  const isLeft = type.value === "prompt" || type.value === "static_text";
  reader.agent.channel["is_voicemail_enabled"] = isLeft;
  if (isLeft || type.value === "hangup") mapped(type, to);
  else changed(type, "The call ends without a message.", { to });
  const text = promptAt(reader, at(action, "text"));
  if (text === "" || !isLeft) return;
  const order =
    type.value === "prompt"
      ? `When an answering machine has picked up, leave one message: ${text}`
      : `When an answering machine has picked up, leave this message:\n\n${quoted(text)}`;
  addSection(reader.agent, "Voicemail", order);
}

/** Retell's switches for manners, as sentences of a prompt. */
const MANNERS: Readonly<Record<string, string>> = {
  ai_disclosure: "When you are asked, say that you are a virtual assistant.",
  conversational_personality: "Talk as people talk: relaxed, with short sentences.",
  default_personality: "Be professional and calm.",
  echo_verification: "Repeat important details back and have them confirmed.",
  high_empathy: "When the user has a worry, acknowledge it warmly first.",
  nato_phonetic_alphabet: "Spell with the NATO alphabet: A as in Alfa.",
  natural_filler_words: "Use a filler word now and then.",
  scope_boundaries: "Keep to what you were told here, and make nothing up.",
  smart_matching: "Words that sound nearly alike may mean the same: the transcript may be wrong.",
};

function readHandbook(reader: AgentReader, place: Place): void {
  const sentences = fieldsAt(place).flatMap(([name, value]) => {
    const sentence = entryOf(MANNERS, name);
    if (value.value !== true || sentence === undefined) {
      dropped(value, value.value === false ? "It is switched off." : "The platform does so by itself.");
      return [];
    }
    changed(value, "The switch became a sentence of the prompt.", { to: `${reader.agent.slug}: runtime.prompt.text` });
    return [`- ${sentence}`];
  });
  addSection(reader.agent, "Manners", sentences.join("\n"));
}

function readScreening(reader: AgentReader, place: Place): void {
  const identity = promptAt(reader, at(place, "agent_identity"));
  const purpose = promptAt(reader, at(place, "call_purpose"));
  const lines = [identity && `Say who you are: ${identity}`, purpose && `Say why you call: ${purpose}`].filter(
    (line) => line !== "",
  );
  if (lines.length > 0) addSection(reader.agent, "When a call is screened", lines.join("\n"));
}

function readIvr(reader: AgentReader, place: Place): void {
  if (!isObject(place.value)) return;
  const to = `${reader.agent.slug}: runtime.prompt.text`;
  const what = promptAt(reader, at(place, "detection_prompt"));
  changed(at(place, "action"), "The agent is told to hang up.", { to });
  const kind = what === "" ? "a telephone menu" : `a telephone menu (${what})`;
  reader.agent.sections.push(`When you reach ${kind} instead of a person, end the conversation.`);
}

/** Returns the texts that say who the agent is. */
export function textsOf(engine: Place | null): (string | null)[] {
  if (engine === null) return [];
  const nodes = listAt(engine, "nodes")
    .slice(0, 3)
    .map((node) => textAt(node, "instruction", "text"));
  return [textAt(engine, "begin_message"), textAt(engine, "general_prompt"), textAt(engine, "global_prompt"), ...nodes];
}
