import type { UserTurn } from "../speech/voice-pipeline.ts";
import { NO_VOICE_TIMES, type VoiceTimes } from "./turn-voice.ts";

interface Timed {
  readonly turn: UserTurn | null;
  firstAudioAt: number | null;
  speechTook: number | null;
}

/** The times of the turns of one conversation by voice. Times by `performance.now()`. */
export class TurnClock {
  /** The turn of the user that comes next, and the one that is being answered. */
  #next: UserTurn | null = null;
  #timed: Timed = { turn: null, firstAudioAt: null, speechTook: null };

  /** Notes that the user's turn is over. */
  taken(turn: UserTurn): void {
    this.#next = turn;
  }

  /** Notes that the agent begins to answer it, or something else. */
  answering(): void {
    this.#timed = { turn: this.#next, firstAudioAt: null, speechTook: null };
    this.#next = null;
  }

  /** Notes the first audio that was sent. */
  firstAudio(at: number): void {
    this.#timed.firstAudioAt ??= at;
  }

  /** Notes how long the first words took to be spoken. */
  speechTook(took: number): void {
    this.#timed.speechTook ??= took;
  }

  /** Tells the times of the turn that is being answered. */
  get times(): VoiceTimes {
    const { turn, firstAudioAt, speechTook } = this.#timed;
    const endedAt = turn?.speechEndedAt ?? null;
    const since = (at: number | null) => (at === null || endedAt === null ? null : tenths(at - endedAt));
    return {
      ...NO_VOICE_TIMES,
      tts_first_audio_ms: speechTook === null ? null : tenths(speechTook),
      speech_ended_at: endedAt === null ? null : new Date(Date.now() - (performance.now() - endedAt)).toISOString(),
      transcript_final_ms: since(turn?.finalAt ?? null),
      end_of_turn_ms: since(turn?.takenAt ?? null),
      first_audio_ms: since(firstAudioAt),
    };
  }
}

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
