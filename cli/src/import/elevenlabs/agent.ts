import { addSection, personaNameIn } from "../agent-draft.ts";
import { type AgentReader, keywordsAt, modelAt, promptAt, setting, voiceAt, within } from "../agent-reader.ts";
import { languageOf } from "../languages.ts";
import { languagesAt } from "../languages-at.ts";
import { addFirstMessage } from "../opening.ts";
import { at, changed, dropFields, dropped, fieldsAt, listAt, numberAt, type Place, says, textAt } from "../place.ts";
import { entryOf } from "../table-entry.ts";

/** Reads who the agent is: its prompt, its first words, its model and its languages. */
export function readAgentPart(reader: AgentReader, config: Place): void {
  const agent = at(config, "agent");
  const prompt = at(agent, "prompt");
  const first = at(agent, "first_message");
  addFrontSection(reader, promptAt(reader, at(prompt, "prompt")));
  // An empty first message has the agent wait for the user there.
  reader.agent.speaksFirst = says(first);
  addFirstMessage(reader, first);
  reader.agent.personaName = personaNameIn(textAt(first), textAt(prompt, "prompt")) ?? reader.agent.personaName;
  modelAt(reader, at(prompt, "llm"), null);
  readPromptSettings(prompt);
  readPlaceholders(reader, at(agent, "dynamic_variables", "dynamic_variable_placeholders"));
  dropFields(agent, {
    disable_first_message_interruptions: "Whoever speaks is listened to, from the begin.",
    max_conversation_duration_message: "The agent takes leave in its own words.",
    text_behavior_overrides: "The agent writes on each channel as one does there.",
    hinglish_mode: "The agent speaks the languages that are set.",
  });
}

/** The prompt comes first, before what the tools have to say. */
function addFrontSection(reader: AgentReader, text: string): void {
  if (text.trim() !== "") reader.agent.sections.unshift(text.trim());
}

function readPromptSettings(prompt: Place): void {
  dropFields(prompt, {
    temperature: "The platform sets it: agents answer alike.",
    max_tokens: "Answers are as long as the prompt asks for.",
    reasoning_effort: "Agents that talk do not think long.",
    thinking_budget: "Agents that talk do not think long.",
    enable_reasoning_summary: "Agents that talk do not think long.",
    tool_ids_strict: "Every tool that is enabled has to be there.",
    enable_parallel_tool_calls: "The model may call several tools at once.",
    ignore_default_personality: "The platform adds manners of talking alone.",
    timezone: "A customer's own time zone counts, else OPERATOR_TIME_ZONE.",
    cascade_timeout_seconds: "When a model fails, runtime.fallback_models are asked.",
    rag: "The platform has no knowledge bases.",
  });
  changed(
    at(prompt, "backup_llm_config"),
    "Name models that stand in when the first fails in runtime.fallback_models.",
  );
  dropped(
    at(prompt, "knowledge_base"),
    "The platform has no knowledge bases: put what the agent has to know into its prompt, or behind a tool that searches.",
    "rebuild",
  );
  const custom = at(prompt, "custom_llm");
  dropped(at(custom, "api_key"), "The key was not copied.", "secret");
  dropped(at(custom, "request_headers"), "The headers were not copied.", "secret");
  for (const [key, inner] of fieldsAt(custom)) {
    if (key !== "api_key" && key !== "request_headers")
      dropped(inner, "Name the server in OPERATOR_MODEL_SERVERS, and its model as name/model.", "set_up");
  }
}

/** ElevenLabs has no defaults: placeholders are there to try an agent out, and a real conversation must give values. */
function readPlaceholders(reader: AgentReader, placeholders: Place): void {
  for (const [name, value] of fieldsAt(placeholders)) {
    const variable = reader.agent.variables.get(name);
    if (variable === undefined) {
      dropped(
        value,
        "The variable is nowhere in the prompt: what a conversation is given is shown to the agent anyway.",
      );
      continue;
    }
    const example = String(value.value).slice(0, 200);
    reader.agent.variables.set(name, { ...variable, description: `For example: ${example}` });
    changed(value, "The placeholder became an example in the variable's description; the value itself is required.", {
      to: `${reader.agent.slug}: runtime.variables`,
    });
  }
}

/** Reads the languages: the agent's own, and those of its presets. */
export function readLanguages(reader: AgentReader, config: Place): void {
  languagesAt(reader, at(config, "agent", "language"));
  for (const [code, preset] of fieldsAt(config, "language_presets")) readPreset(reader, { code, preset });
}

function readPreset(reader: AgentReader, { code, preset }: { code: string; preset: Place }): void {
  const language = languageOf(code);
  if (language === null) {
    dropped(preset, `"${code.slice(0, 20)}" is no language that the platform knows.`, "check");
    return;
  }
  const own = reader.agent.languages;
  if (!own.includes(language)) own.push(language);
  const overrides = at(preset, "overrides");
  const first = at(overrides, "agent", "first_message");
  dropped(at(preset, "first_message_translation"), "The words in that language say the same.");
  dropped(at(preset, "soft_timeout_translation"), "The agent bridges waiting with words of its own.");
  if (textAt(first) !== null)
    addSection(
      reader.agent,
      `Opening in ${language}`,
      `In ${language} begin with exactly these words:\n\n> ${promptAt(reader, first)}`,
    );
  const prompt = at(overrides, "agent", "prompt", "prompt");
  if (textAt(prompt) !== null) addSection(reader.agent, `In ${language}`, promptAt(reader, prompt));
  dropped(at(overrides, "agent", "language"), "The preset's own name says the same.");
  const voice = at(overrides, "tts", "voice_id");
  const id = textAt(voice);
  voiceAt(reader, voice, { voice: id === null ? null : { provider: "elevenlabs", id }, language });
  if (!says(preset)) {
    preset.notes.push({
      path: preset.path,
      outcome: "mapped",
      to: `${reader.agent.slug}: language.supported_languages`,
      message: `${language}.`,
    });
  }
}

/** Reads how the agent sounds, listens and takes turns. */
export function readSpeech(reader: AgentReader, config: Place): void {
  const voice = at(config, "tts", "voice_id");
  const id = textAt(voice);
  voiceAt(reader, voice, { voice: id === null ? null : { provider: "elevenlabs", id }, language: null });
  for (const [key, inner] of fieldsAt(config, "tts")) {
    if (key === "voice_id") continue;
    if (key === "supported_voices")
      dropped(inner, "An agent has one voice in each language: add personas for other languages.", "rebuild");
    else if (key === "pronunciation_dictionary_locators")
      dropped(inner, "The platform has no dictionaries: write in the prompt how words are said.", "rebuild");
    else dropped(inner, "How a provider speaks is set by the platform.");
  }
  keywordsAt(reader, at(config, "asr", "keywords"));
  for (const [key, inner] of fieldsAt(config, "asr"))
    if (key !== "keywords") dropped(inner, "The installation's speech provider listens.");
  for (const [, inner] of fieldsAt(config, "vad")) dropped(inner, "The platform tells voices from noise by itself.");
  readTurns(reader, at(config, "turn"));
  readConversation(reader, at(config, "conversation"));
}

const PATIENCE: Readonly<Record<string, string>> = { patient: "high", normal: "normal", eager: "low" };
const OFF = "It is switched off there; here a user who says nothing is always asked, and taken leave of in the end.";

function readTurns(reader: AgentReader, turn: Place): void {
  const eagerness = at(turn, "turn_eagerness");
  setting(reader, eagerness, { to: "voice.patience", value: entryOf(PATIENCE, String(eagerness.value)) });
  const nudge = at(turn, "turn_timeout");
  const nudgeAfter = within(3, 600, numberAt(nudge));
  if (nudgeAfter === null) dropped(nudge, OFF, "check");
  setting(reader, nudge, { to: "voice.silence.nudge_after_sec", value: nudgeAfter });
  const end = at(turn, "silence_end_call_timeout");
  const seconds = numberAt(end);
  const isOff = seconds !== null && seconds <= 0;
  setting(reader, end, {
    to: "voice.silence.end_after_sec",
    value: isOff ? 3_600 : within(5, 3_600, seconds),
    ...(isOff ? { why: `${OFF} It was set to an hour.` } : {}),
  });
  dropFields(turn, {
    mode: "Turns are always taken by what is heard.",
    initial_wait_time: "The agent begins, or waits for the user.",
    spelling_patience: "Longer pauses are left while somebody spells or dictates.",
    speculative_turn: "The model thinks already while the end of a turn is likely.",
    retranscribe_on_turn_timeout: "The installation's speech provider listens.",
    turn_model: "When to answer is decided by what was said.",
    interruption_ignore_terms: "Words of assent do not interrupt; anything else does.",
    interruption_ignore_term_languages: "Words of assent do not interrupt; anything else does.",
    merge_with_default_ignore_terms: "Words of assent do not interrupt; anything else does.",
    transcribe_on_disabled_interruptions: "Whoever speaks is listened to.",
  });
  dropped(at(turn, "soft_timeout_config"), "The agent bridges waiting with words of its own: voice.is_filler_enabled.");
}

const SOUNDS: Readonly<Record<string, string>> = {
  office: "office",
  call_center: "call_center",
  callcenter: "call_center",
  cafe: "cafe",
  coffee_shop: "cafe",
  street: "street",
  city: "street",
};

function readConversation(reader: AgentReader, conversation: Place): void {
  const duration = at(conversation, "max_duration_seconds");
  const longest = within(30, 86_400, numberAt(duration));
  setting(reader, duration, { to: "voice.max_duration_sec", value: longest === null ? null : Math.round(longest) });
  const sound = at(conversation, "background_sound");
  const source = at(sound, "source_id");
  const known = entryOf(SOUNDS, String(source.value).replaceAll("-", "_"));
  setting(reader, source, { to: "voice.ambient_sound", value: known });
  if (known === undefined)
    dropped(
      source,
      "The platform has office, call_center, cafe and street as sounds: choose one in voice.ambient_sound.",
      "check",
    );
  for (const [key, inner] of fieldsAt(sound))
    if (key !== "source_id") dropped(inner, "The sound lies under the conversation as loud as fits.");
  dropFields(conversation, {
    text_only: "An agent of the platform is held on any channel.",
    client_events: "A session sends all of its events; a client takes those that it wants.",
    monitoring_enabled: "Supervisors listen in by POST /conversations/{id}/supervision.",
    monitoring_events: "Supervisors listen in by POST /conversations/{id}/supervision.",
    dtmf_input_settings: "Keys up to # or three seconds are one message.",
    source_attribution: "The platform has no knowledge bases.",
  });
  dropped(
    at(conversation, "file_input"),
    "Files of a chat are not read.",
    fileInputs(conversation) ? "rebuild" : undefined,
  );
}

function fileInputs(conversation: Place): boolean {
  return at(conversation, "file_input", "enabled").value === true;
}

/** Lists the MCP servers that the agent names, each to be made known by hand. */
export function readServerIds(prompt: Place, known: readonly Place[]): void {
  for (const key of ["mcp_server_ids", "native_mcp_server_ids"]) {
    for (const id of listAt(prompt, key)) {
      const isThere = known.some((server) => textAt(server, "id") === id.value);
      const message = isThere
        ? "See the note on the server."
        : "Make the server known with POST /mcp_servers, then enable its tools by name.";
      dropped(id, message, isThere ? undefined : "set_up");
    }
  }
}
