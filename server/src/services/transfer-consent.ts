import type { VoiceRate } from "../domain/audio.ts";
import type { VoiceActivityDetector } from "../ports/voice-activity-detector.ts";
import { Ears } from "../speech/ears.ts";
import type { SecondCall } from "./second-call.ts";

/** How somebody takes a call that is to be transferred to them. */
interface ConsentOptions {
  /** Resolves when they were told what it is about. */
  readonly announcing: Promise<void>;
  /** Whether they must press 1, or say something; else they need only stay. */
  readonly must: boolean;
  openDetector(sampleRateHz: VoiceRate): VoiceActivityDetector;
  /** Lets go of everything when it is aborted. */
  readonly signal: AbortSignal;
}

/** For so long it is waited for, after the announcement, that somebody takes the call, in ms. */
const CONSENT_WITHIN = 15_000;
/** A shorter sound is a cough, in ms. */
const SHORTEST_WORD = 250;
const ACCEPT = "1";
const DECLINE = "2";

/**
 * Waits for somebody to take a call: by 1 at any time, by saying something after they were told what it is about, or by
 * staying until then where that is enough. They decline it by 2, or by doing nothing where they must do something.
 */
export async function awaitConsent(second: SecondCall, options: ConsentOptions): Promise<"accepted" | "declined"> {
  const { announcing, must, openDetector, signal } = options;
  let isTold = false;
  let timer: NodeJS.Timeout | undefined;
  const { sampleRateHz } = second.phone;
  const detector = openDetector(sampleRateHz);
  const decision = new Promise<"accepted" | "declined">((resolve) => {
    const ears = new Ears(sampleRateHz, detector, {
      onFrame: () => undefined,
      onStarted: () => undefined,
      onEnded: ({ duration }) => {
        if (isTold && duration >= SHORTEST_WORD) resolve("accepted");
      },
    });
    second.onAudio = (samples) => ears.hear(samples, performance.now());
    second.onDigit = (digit) => {
      if (digit === ACCEPT) resolve("accepted");
      if (digit === DECLINE) resolve("declined");
    };
    signal.addEventListener("abort", () => resolve("declined"), { once: true });
    void announcing.then(() => {
      isTold = true;
      if (!must) return resolve("accepted");
      timer = setTimeout(() => resolve("declined"), CONSENT_WITHIN);
    });
  });
  const result = await decision;
  clearTimeout(timer);
  second.onAudio = () => undefined;
  second.onDigit = () => undefined;
  detector.close();
  return result;
}
