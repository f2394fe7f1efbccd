import { type AgentReader, keywordsAt, setting, voiceAt, within } from "../agent-reader.ts";
import { languagesAt } from "../languages-at.ts";
import { at, changed, dropFields, dropped, fieldsAt, mapped, numberAt, type Place, says, textAt } from "../place.ts";
import { entryOf } from "../table-entry.ts";

/** Reads how an assistant sounds, listens and takes turns. */
export function readSpeech(reader: AgentReader, place: Place): void {
  readTranscriber(reader, at(place, "transcriber"));
  readVoice(reader, at(place, "voice"));
  readPatience(reader, place);
  readLimits(reader, place);
  readRecording(reader, place);
  readSound(reader, at(place, "backgroundSound"));
}

/** Reads who speaks. The same voice has another name with the platform's speech providers. */
function readVoice(reader: AgentReader, place: Place): void {
  const id = at(place, "voiceId");
  const provider = textAt(place, "provider");
  voiceAt(reader, id, { voice: voiceOf(place, { provider, id: textAt(id) }), language: null });
  mapped(at(place, "provider"), `${reader.agent.slug}: personas[0].voice.provider`);
  dropped(at(place, "fallbackPlan"), "When a provider fails, the installation's next one speaks.");
  dropped(
    at(place, "pronunciationDictionaryLocators"),
    "The platform has no dictionaries: write in the prompt how words are said.",
    "rebuild",
  );
  for (const [key, inner] of fieldsAt(place)) {
    if (["voiceId", "provider", "fallbackPlan", "pronunciationDictionaryLocators", "model"].includes(key)) continue;
    dropped(inner, "How a provider speaks is set by the platform.");
  }
  dropped(at(place, "model"), "The platform takes the provider's quickest model.");
}

/** Voices that Vapi calls by a name, and ElevenLabs by an id that every account has. */
const ELEVENLABS_NAMES: Readonly<Record<string, string>> = {
  sarah: "EXAVITQu4vr4xnSDxMaL",
  matilda: "XrExE9yKIg1WjnnlVkGX",
};

function voiceOf(place: Place, { provider, id }: { provider: string | null; id: string | null }) {
  if (id === null) return null;
  if (provider === "11labs") {
    const known = /^[A-Za-z0-9]{20}$/.test(id) ? id : entryOf(ELEVENLABS_NAMES, id.toLowerCase());
    return known === undefined ? null : { provider: "elevenlabs", id: known };
  }
  if (provider === "deepgram") {
    const model = textAt(place, "model") === "aura-2" ? "aura-2" : "aura";
    return { provider, id: id.includes("-") ? id : `${model}-${id.toLowerCase()}-en` };
  }
  return provider === "cartesia" || provider === "openai" ? { provider, id } : null;
}

function readTranscriber(reader: AgentReader, place: Place): void {
  const language = at(place, "language");
  const several = at(place, "languages");
  languagesAt(reader, says(language) ? language : several);
  if (says(language)) languagesAt(reader, several);
  for (const key of ["keywords", "keyterm", "keytermsPrompt", "wordBoost"]) keywordsAt(reader, at(place, key));
  const provider = at(place, "provider");
  const message = "The installation's first speech provider listens. Name another in voice.speech_to_text.";
  changed(provider, message, { to: `${reader.agent.slug}: voice.speech_to_text` });
  const read = ["language", "languages", "keywords", "keyterm", "keytermsPrompt", "wordBoost", "provider"];
  for (const [key, inner] of fieldsAt(place)) {
    if (!read.includes(key)) dropped(inner, "How a provider listens is set by the platform.");
  }
}

function readPatience(reader: AgentReader, place: Place): void {
  const start = at(place, "startSpeakingPlan");
  const wait = at(start, "waitSeconds");
  const seconds = numberAt(wait);
  if (seconds !== null) {
    const value = seconds <= 0.2 ? "low" : seconds >= 1 ? "high" : "normal";
    setting(reader, wait, {
      to: "voice.patience",
      value,
      why: `A pause of ${seconds} s became the patience "${value}".`,
    });
  }
  for (const [key, inner] of fieldsAt(start)) {
    if (key !== "waitSeconds") dropped(inner, "The platform decides by what was said whether the user has finished.");
  }
  dropped(at(place, "stopSpeakingPlan"), "Words of assent do not interrupt; anything else does.");
}

function readLimits(reader: AgentReader, place: Place): void {
  const silence = at(place, "silenceTimeoutSeconds");
  setting(reader, silence, { to: "voice.silence.end_after_sec", value: within(5, 3_600, numberAt(silence)) });
  const duration = at(place, "maxDurationSeconds");
  const longest = within(30, 86_400, numberAt(duration));
  setting(reader, duration, { to: "voice.max_duration_sec", value: longest === null ? null : Math.round(longest) });
  const plan = at(place, "messagePlan");
  const idle = at(plan, "idleTimeoutSeconds");
  setting(reader, idle, { to: "voice.silence.nudge_after_sec", value: within(3, 600, numberAt(idle)) });
  changed(at(plan, "idleMessages"), "The agent finds its own words to ask whether the user is there.");
  dropFields(plan, {
    idleMessageMaxSpokenCount: "The agent asks again until the silence ends the conversation.",
    idleMessageResetCountOnUserSpeechEnabled: "The silence is counted anew whenever the user speaks.",
    silenceTimeoutMessage: "The agent takes leave in its own words.",
  });
}

function readRecording(reader: AgentReader, place: Place): void {
  const plan = at(place, "artifactPlan");
  const older = at(place, "recordingEnabled");
  const given = says(at(plan, "recordingEnabled")) ? at(plan, "recordingEnabled") : older;
  const to = "voice.recording.is_enabled";
  if (typeof given.value === "boolean") setting(reader, given, { to, value: given.value });
  else {
    const message =
      "Vapi records unless it is told not to. The platform records when voice.recording.is_enabled is true.";
    place.notes.push({
      path: at(plan, "recordingEnabled").path,
      outcome: "changed",
      todo: "check",
      to: `${reader.agent.slug}: ${to}`,
      message,
    });
  }
  const read = ["recordingEnabled", "structuredOutputIds", "structuredOutputs", "scorecardIds", "scorecards"];
  for (const [key, inner] of fieldsAt(plan)) {
    if (!read.includes(key)) dropped(inner, "What is kept of a conversation is set for the installation.");
  }
  for (const key of ["scorecardIds", "scorecards"]) {
    dropped(at(plan, key), "Ask for scores in the output of a procedural agent.", "rebuild");
  }
}

function readSound(reader: AgentReader, place: Place): void {
  if (place.value === "off") mapped(place, `${reader.agent.slug}: voice.ambient_sound`);
  else if (place.value === "office") setting(reader, place, { to: "voice.ambient_sound", value: "office" });
  else
    dropped(
      place,
      "The platform has office, call_center, cafe and street as sounds: choose one in voice.ambient_sound.",
      "check",
    );
}
