import type { AudioFormat } from "../domain/audio.ts";
import { OperatorError } from "../domain/error.ts";
import type { MediaLine } from "../ports/media-line.ts";
import { type AudioLine, openAudioLine } from "./audio-line.ts";
import type { VoiceSession } from "./voice-session.ts";

/** How often a client is told that its audio is wrong, in ms. */
const COMPLAIN_EVERY = 5_000;
/** How far ahead of its time audio is handed to a line of its own, which sends it in time. */
const MEDIA_LEAD = 40;

/** The socket that audio goes over. */
interface SocketEnd {
  readonly format: AudioFormat | null;
  send(message: Buffer): void;
  clear(): void;
  /** Is told that what the client sent was not taken. */
  refuse(error: unknown): void;
}

/** The audio of one session: over its socket, or over a line of its own where the client has offered one. */
export class SessionAudio {
  readonly #voice: VoiceSession;
  readonly #end: SocketEnd;
  readonly #line: AudioLine;
  #hangUp: () => void;
  #media: { readonly line: MediaLine; readonly abort: AbortController; hangUp: (() => void) | null } | null = null;
  #complainedAt = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor(voice: VoiceSession, end: SocketEnd) {
    this.#voice = voice;
    this.#end = end;
    this.#line = openAudioLine(end);
    this.#hangUp = voice.connect(this.#line);
  }

  /** Takes a message of audio. */
  hear(message: Buffer): void {
    if (this.#media !== null && this.#media.hangUp !== null) return;
    const now = performance.now();
    try {
      this.#voice.hear(this.#line.read(message, now));
    } catch (error) {
      // A client that sends wrong audio sends fifty messages of it a second.
      if (now - this.#complainedAt < COMPLAIN_EVERY) return;
      this.#complainedAt = now;
      this.#end.refuse(error);
    }
  }

  /** Takes the client's word for how much it has played, in ms. */
  played(duration: number): void {
    if (this.#media === null || this.#media.hangUp === null) this.#voice.played(duration);
  }

  /**
   * Goes over to a line of its own as soon as audio comes over it, and back when it is gone. Returns what the client is
   * to be answered. Throws `invalid_field` and `channel_unavailable`; then everything stays as it was.
   */
  async offer(sdp: string): Promise<string> {
    this.#dropMedia();
    const abort = new AbortController();
    const { sampleRateHz } = this.#voice;
    const line = await this.#voice.answerMedia(sdp, {
      sampleRateHz,
      signal: abort.signal,
      onAudio: (samples) => {
        if (this.#media?.line !== line) return;
        this.#media.hangUp ??= this.#voice.connect({
          sampleRateHz,
          incoming: (given) => given,
          line: {
            lead: MEDIA_LEAD,
            ahead: MEDIA_LEAD,
            grain: 1,
            isContinuous: true,
            send: (frame) => line.send(frame),
            flush: () => undefined,
            clear: () => line.clear(),
          },
        });
        this.#voice.hear(samples);
      },
    });
    if (this.#isClosed) {
      abort.abort();
      throw new OperatorError("unavailable", "The session was closed meanwhile. Open it again.");
    }
    this.#dropMedia();
    this.#media = { line, abort, hangUp: null };
    void line.closed.then(() => this.#mediaClosed(line));
    return line.answerSdp;
  }

  /** Lets go of everything: the session is gone. */
  close(): void {
    this.#isClosed = true;
    this.#dropMedia();
    this.#hangUp();
    this.#line.close();
  }

  #mediaClosed(line: MediaLine): void {
    if (this.#media?.line !== line) return;
    const wasTalking = this.#media.hangUp !== null;
    this.#dropMedia();
    if (wasTalking && !this.#isClosed) this.#hangUp = this.#voice.connect(this.#line);
  }

  #dropMedia(): void {
    this.#media?.hangUp?.();
    this.#media?.abort.abort();
    this.#media = null;
  }
}
