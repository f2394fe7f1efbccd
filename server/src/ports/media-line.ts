import type { VoiceRate } from "../domain/audio.ts";

/** Carries the audio of sessions by another way than their own frames, where a client offers one. */
export interface MediaConnector {
  /**
   * Answers a client's offer (SDP, RFC 8829, with all its candidates). The line is there at once; the client connects
   * once it has the answer. Throws `invalid_field` with what is wrong with the offer, and `channel_unavailable` where
   * the installation cannot do it, in bounded time; then nothing is left behind.
   */
  answer(offerSdp: string, options: MediaLineOptions): Promise<MediaLine>;
}

/** What becomes of the audio of a line. */
export interface MediaLineOptions {
  /** Of the samples both ways. */
  readonly sampleRateHz: VoiceRate;
  /**
   * Takes what the client says, in the order in which it was said and for as long as it lasted: what was lost on the
   * way is made up for. Called as packets come, mostly with 20 ms; not at all while none come.
   */
  onAudio(samples: Int16Array): void;
  /** Closes the line when it is aborted. */
  readonly signal: AbortSignal;
}

/** A way for the audio of one session. */
export interface MediaLine {
  /** What the client is to be answered. */
  readonly answerSdp: string;
  /** Whether audio gets through; false before the client has connected, and after the end. */
  readonly isConnected: boolean;
  /**
   * Says a frame of 20 ms. Frames that come early are sent in time, 20 ms apart; those that come before the client has
   * connected, and those too early to be kept, are left out.
   */
  send(frame: Int16Array): void;
  /** Throws away the frames that came early and are not sent yet. */
  clear(): void;
  /** Resolves with the reason, in plain words, when the line is closed, by whomever. Never rejects. */
  readonly closed: Promise<string>;
  /** Closes the line. The client is to be told over its session, if at all. May be called again. */
  close(): void;
}
