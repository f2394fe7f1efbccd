import type { ModelTool } from "../../ports/language-model.ts";
import type { Edit } from "./ledger.ts";
import type { WantedItem } from "./wanted-items.ts";

/** The only rate of the vendor's PCM: signed 16 bits, little-endian, one channel. */
export const VENDOR_RATE_HZ = 24_000;

/** The model that writes down what the user says; the answering model hears the sound itself. */
const TRANSCRIPTION_MODEL = "gpt-4o-transcribe";
const LONGEST_PROMPT = 1_000;

const PCM = { type: "audio/pcm", rate: VENDOR_RATE_HZ };

/** How a session hears and speaks. */
export interface SoundSettings {
  readonly voiceId: string;
  readonly languages: readonly string[];
  readonly keywords: readonly string[];
}

/** What is asked of the model, apart from the conversation. */
export interface TaskSettings {
  readonly system: string;
  readonly tools: readonly ModelTool[];
}

/** Writes what a session of text is to be like. */
export function textSession(): object {
  return { type: "realtime", output_modalities: ["text"] };
}

/**
 * Writes what a session of sound is to be like: the vendor decides nothing about turns. The voice is named only at the
 * beginning, for it cannot be changed once it was heard.
 */
export function soundSession(settings: SoundSettings, isBeginning: boolean): object {
  const output = { format: PCM, ...(isBeginning ? { voice: settings.voiceId } : {}) };
  const input = { format: PCM, turn_detection: null, transcription: transcription(settings) };
  return { type: "realtime", output_modalities: ["audio"], audio: { input, output } };
}

/** Writes what is asked of the model. */
export function taskSession({ system, tools }: TaskSettings): object {
  const described = tools.map(({ name, description, inputSchema }) => {
    return { type: "function", name, description, parameters: inputSchema };
  });
  return { type: "realtime", instructions: system, tools: described, tool_choice: "auto" };
}

/** Writes the samples as an event that adds them to the input buffer. */
export function appendEvent(samples: Int16Array): object {
  const bytes = Buffer.alloc(samples.length * 2);
  for (const [index, sample] of samples.entries()) bytes.writeInt16LE(sample, index * 2);
  return { type: "input_audio_buffer.append", audio: bytes.toString("base64") };
}

/** Writes a change of the vendor's conversation as an event. */
export function editEvent(edit: Edit): object {
  switch (edit.type) {
    case "delete":
      return { type: "conversation.item.delete", item_id: edit.id };
    case "truncate": {
      const { id, contentIndex, ms } = edit;
      return { type: "conversation.item.truncate", item_id: id, content_index: contentIndex, audio_end_ms: ms };
    }
    case "create": {
      const place = edit.after === null ? {} : { previous_item_id: edit.after };
      return { type: "conversation.item.create", ...place, item: { id: edit.id, ...wireItem(edit.item) } };
    }
  }
}

function wireItem(item: WantedItem): object {
  switch (item.kind) {
    case "user":
      return { type: "message", role: "user", content: [{ type: "input_text", text: item.text }] };
    case "assistant":
      return { type: "message", role: "assistant", content: [{ type: "output_text", text: item.text }] };
    case "call":
      return { type: "function_call", call_id: item.callId, name: item.name, arguments: item.arguments };
    case "output":
      return { type: "function_call_output", call_id: item.callId, output: item.output };
  }
}

/** Names the language only where there is one: a second that is spoken would be taken for the first. */
function transcription({ languages, keywords }: SoundSettings): object {
  const language = languages.length === 1 ? { language: languages[0] } : {};
  const words = keywords.join(", ").slice(0, LONGEST_PROMPT);
  const prompt = words === "" ? {} : { prompt: `Words that may be said: ${words}.` };
  return { model: TRANSCRIPTION_MODEL, ...language, ...prompt };
}
