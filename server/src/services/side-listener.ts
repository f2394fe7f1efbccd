import type { VoiceRate } from "../domain/audio.ts";
import { Ears } from "../speech/ears.ts";
import { Listening } from "../speech/listening.ts";
import type { VoiceServices } from "./voice-session.ts";

/** Writes down what somebody says beside the user. */
export interface SideListener {
  hear(samples: Int16Array): void;
  close(): void;
}

/** Begins to write down what somebody says; each sentence that is understood is told. Who cannot be understood is left out. */
export function openSideListener(
  { speech, openDetector }: Pick<VoiceServices, "speech" | "openDetector">,
  options: { sampleRateHz: VoiceRate; language: string; onText(text: string): void },
): SideListener {
  const { sampleRateHz, language, onText } = options;
  const listening = new Listening(
    {
      providers: speech.listeners(null),
      sampleRateHz,
      keywords: [],
      onPart: (part) => {
        if (part.type === "final" && part.text.trim() !== "") onText(part.text.trim());
      },
      onFailure: () => undefined,
      onLost: () => undefined,
    },
    [language],
  );
  const ears = new Ears(sampleRateHz, openDetector(sampleRateHz), {
    onFrame: (frame) => listening.write(frame),
    onStarted: () => listening.speechStarted(),
    onEnded: () => listening.speechEnded(),
  });
  return {
    hear: (samples) => ears.hear(samples, performance.now()),
    close() {
      listening.close();
      ears.close();
    },
  };
}
