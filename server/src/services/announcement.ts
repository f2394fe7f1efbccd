import type { VoiceRate } from "../domain/audio.ts";
import type { VoiceChoice } from "../ports/speech-catalog.ts";
import { type Line, Mouth } from "../speech/mouth.ts";
import { nextFrame, type Pacer } from "../speech/pacer.ts";
import { spokenText } from "../speech/spoken-text.ts";

/** How something is announced. */
export interface AnnouncementOptions {
  readonly pacer: Pick<Pacer, "add">;
  readonly line: Line;
  readonly sampleRateHz: VoiceRate;
  /** Who can speak, the best first. */
  readonly choices: readonly VoiceChoice[];
  /** The ISO 639 code of the language. */
  readonly language: string;
  readonly text: string;
  /** Stops it when it is aborted. */
  readonly signal: AbortSignal;
}

const GENERATION = "announcement";

/** Speaks a text over a line. Resolves once it was heard, nobody could say it, or it was stopped; never rejects. */
export async function announce(options: AnnouncementOptions): Promise<void> {
  const { pacer, line, sampleRateHz, choices, language, text, signal } = options;
  const nothing = (): void => undefined;
  const mouth = new Mouth({
    sampleRateHz,
    choices: () => choices,
    language: () => language,
    wording: (piece) => spokenText(piece, language),
    hasOwnVoice: () => false,
    onFirstAudio: nothing,
    onFailure: nothing,
    wake: nothing,
    watch: { onBegun: nothing, onDone: nothing, onFrame: nothing, onFirstAudio: nothing },
  });
  if (signal.aborted) return;
  mouth.connect(line, performance.now());
  const beat = pacer.add((now) => Math.min(mouth.tick(now), nextFrame(now)));
  const stop = () => mouth.silence(performance.now());
  signal.addEventListener("abort", stop, { once: true });
  mouth.say(GENERATION, text);
  await mouth.finish(GENERATION);
  signal.removeEventListener("abort", stop);
  beat.stop();
  mouth.disconnect(performance.now());
}
