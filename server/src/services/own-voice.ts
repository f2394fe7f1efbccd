import type { VoiceRate } from "../domain/audio.ts";
import type { LanguageModel, ModelCatalog } from "../ports/language-model.ts";
import type { SpokenSession } from "../ports/speech-to-speech.ts";

/** A model that hears and speaks itself in one conversation. */
export interface OwnVoice {
  /** The model's name, as configurations have it. */
  readonly name: string;
  readonly session: SpokenSession<LanguageModel>;
  /** Ends its session. */
  readonly abort: AbortController;
}

/** Opens the session of a model that hears and speaks itself; null where the model does not. */
export function openOwnVoice(
  catalog: ModelCatalog,
  name: string,
  { voice, sampleRateHz }: { voice: { provider: string; id: string }; sampleRateHz: VoiceRate },
): OwnVoice | null {
  const resolved = catalog.resolve(name);
  if ("problem" in resolved || resolved.spoken === undefined) return null;
  const abort = new AbortController();
  const voiceId = voice.provider === resolved.spoken.name ? voice.id : null;
  const request = { model: resolved.modelName, sampleRateHz, voiceId, signal: abort.signal };
  return { name, abort, session: resolved.spoken.open(request) };
}
