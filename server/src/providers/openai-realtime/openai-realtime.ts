import type { LanguageModel, ModelPart, ModelRequest } from "../../ports/language-model.ts";
import type { SpeechToSpeech, SpokenRequest } from "../../ports/speech-to-speech.ts";
import type { SpeechVoice } from "../../ports/text-to-speech.ts";
import type { VendorAccess } from "../vendor-access.ts";
import type { RealtimeEndpoint } from "./realtime-socket.ts";
import { RealtimeSession } from "./realtime-session.ts";

const BASE_URL = "https://api.openai.com/v1";

const voice = (id: string, gender: SpeechVoice["gender"]): SpeechVoice => {
  return { id, name: `${id[0]?.toUpperCase()}${id.slice(1)}`, gender, languages: [] };
};

/** The vendor's voices, those first that it recommends for its Realtime models. */
const VOICES: readonly SpeechVoice[] = [
  voice("marin", "female"),
  voice("cedar", "male"),
  voice("alloy", "neutral"),
  voice("ash", "male"),
  voice("ballad", "male"),
  voice("coral", "female"),
  voice("echo", "male"),
  voice("sage", "female"),
  voice("shimmer", "female"),
  voice("verse", "male"),
];

/** OpenAI's models that hear and speak. */
export interface OpenAiRealtime {
  readonly spoken: SpeechToSpeech<LanguageModel>;
  /** The same models asked in writing: a connection for each request, and no sound. */
  readonly written: LanguageModel;
}

/** Tells by its name whether a model of OpenAI's is one that hears and speaks, which knows the Realtime API only. */
export function isRealtimeModel(modelName: string): boolean {
  return modelName.includes("realtime");
}

/** Creates OpenAI's models that hear and speak, over the Realtime API. */
export function createOpenAiRealtime(access: VendorAccess): OpenAiRealtime {
  const endpoint = endpointOf(access);
  return {
    spoken: {
      name: "openai",
      voices: VOICES,
      open: (request) => openSession(endpoint, request),
    },
    written: { stream: (request) => answerInWriting(endpoint, request) },
  };
}

function openSession(endpoint: RealtimeEndpoint, request: SpokenRequest): RealtimeSession {
  const { model, sampleRateHz, voiceId, signal } = request;
  const voice = VOICES.find(({ id }) => id === voiceId) ?? (VOICES[0] as SpeechVoice);
  const session = new RealtimeSession({ endpoint, model, sound: { sampleRateHz, voiceId: voice.id } });
  const close = () => session.close(signal.reason);
  if (signal.aborted) close();
  else {
    signal.addEventListener("abort", close, { once: true });
    session.connect();
  }
  return session;
}

async function* answerInWriting(endpoint: RealtimeEndpoint, request: ModelRequest): AsyncGenerator<ModelPart, void> {
  request.signal.throwIfAborted();
  const session = new RealtimeSession({ endpoint, model: request.model, sound: null });
  try {
    yield* session.model.stream(request);
  } finally {
    session.close(new Error("The request is over."));
  }
}

function endpointOf({ apiKey, baseUrl = BASE_URL }: VendorAccess): RealtimeEndpoint {
  const url = new URL(baseUrl);
  url.protocol = url.protocol === "http:" ? "ws:" : "wss:";
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/realtime`;
  return {
    vendor: {
      name: "openai",
      apiKey,
      keyHint: "Check OPENAI_API_KEY.",
      notFoundHint: "Check the model's name, and OPENAI_BASE_URL if it is set.",
    },
    url,
    headers: { authorization: `Bearer ${apiKey}` },
  };
}
