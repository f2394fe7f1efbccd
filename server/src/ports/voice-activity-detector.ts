/** When somebody began or stopped speaking, `ago` ms before the end of the frame that showed it. */
export interface VoiceActivityChange {
  readonly type: "speech_started" | "speech_ended";
  readonly ago: number;
}

/** Hears when somebody speaks. */
export interface VoiceActivityDetector {
  /** Takes the next frame of 20 ms; tells when it shows that speech began or ended. */
  accept(frame: Int16Array): VoiceActivityChange | null;
  /** Lets go of what it holds. */
  close(): void;
}
