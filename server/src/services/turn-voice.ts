import type { AudioChunk } from "../domain/audio.ts";
import type { PayloadOf } from "../domain/event-payloads.ts";
import type { SpokenMessage } from "../runtime/turn-types.ts";
import type { HeardMessage } from "../speech/mouth.ts";
import type { LanguageModel } from "../ports/language-model.ts";

/** The times of a turn that is spoken, as its event tells them. */
export type VoiceTimes = Pick<
  PayloadOf<"agent.turn.metrics">,
  "tts_first_audio_ms" | "speech_ended_at" | "transcript_final_ms" | "end_of_turn_ms" | "first_audio_ms"
>;

/** How a turn is spoken. */
export interface TurnVoice {
  turnBegan(): void;
  turnEnded(): void;
  /** A tool that the turn waits for began, or came back. */
  callsChanged(by: 1 | -1): void;
  /** Takes the next piece of a message. */
  say(generationId: string, text: string): void;
  /** Takes the next piece of the voice of a model that speaks itself. */
  play(generationId: string, audio: AudioChunk): void;
  /** Says that a message is whole. Resolves with what was heard once it was, with null when it was cut off. */
  finish(generationId: string): Promise<string | null>;
  /** Stops at once. Returns what was heard of each message that was not heard to its end, oldest first. */
  silence(): HeardMessage[];
  times(): VoiceTimes;
}

/** How a conversation is spoken, as those see it who answer in it. */
export interface ConversationVoice extends TurnVoice {
  /** Waits until somebody can hear it for the first time. */
  isHeard(): Promise<void>;
  /** The model of that name where it hears and speaks in this conversation itself; null for every other. */
  spokenModel(name: string): LanguageModel | null;
}

/** The times of a turn that is read. */
export const NO_VOICE_TIMES: VoiceTimes = {
  tts_first_audio_ms: null,
  speech_ended_at: null,
  transcript_final_ms: null,
  end_of_turn_ms: null,
  first_audio_ms: null,
};

type Completed = PayloadOf<"agent.message.completed">;

/** Writes a message down as it was said. */
export function completed({ text, interrupted, hasToolCalls, generationId }: SpokenMessage): Completed {
  return {
    type: "agent.message.completed",
    text,
    interrupted,
    has_tool_calls: hasToolCalls,
    generation_id: generationId,
  };
}

/**
 * The messages of one turn on their way to the log. What is read is recorded as soon as it is whole; what is spoken once
 * it was heard, since only then is it known what the user got of it.
 */
export class TurnMessages {
  readonly #voice: TurnVoice | null;
  readonly #record: (payload: Completed) => Promise<void>;
  /** Those that are not recorded, oldest first. */
  readonly #open = new Map<string, SpokenMessage & { isWhole: boolean }>();
  /** Settles when all that are whole were recorded, or cut off. */
  #recording: Promise<unknown> = Promise.resolve();

  constructor(voice: TurnVoice | null, record: (payload: Completed) => Promise<void>) {
    this.#voice = voice;
    this.#record = record;
  }

  /** What was said and is not recorded yet, as if it had been heard: the model must know what it has said. */
  get unrecorded(): Completed[] {
    return this.#voice === null ? [] : [...this.#open.values()].filter(({ text }) => text !== "").map(completed);
  }

  /** Takes the next piece of a message. */
  say(generationId: string, text: string): void {
    const message = this.#open.get(generationId);
    if (message) message.text += text;
    else this.#open.set(generationId, { generationId, text, interrupted: false, hasToolCalls: false, isWhole: false });
    this.#voice?.say(generationId, text);
  }

  /** Takes a message after which tools are called. */
  async whole(message: SpokenMessage): Promise<void> {
    const voice = this.#voice;
    if (voice === null) {
      this.#open.delete(message.generationId);
      return this.#record(completed(message));
    }
    this.#open.set(message.generationId, { ...message, isWhole: true });
    const before = this.#recording;
    const recording = voice.finish(message.generationId).then(async (heard) => {
      await before;
      if (heard === null || !this.#open.delete(message.generationId)) return;
      await this.#record(completed(asHeard(message, heard)));
    });
    this.#recording = recording;
    // What keeps it from being recorded has closed the conversation; whoever waits for all of them hears of it, too.
    recording.catch(() => undefined);
  }

  /** Takes the turn's last message where it is read. Returns what is to be recorded of it with the end of the turn. */
  lastRead(message: SpokenMessage | null): Completed[] {
    this.#open.clear();
    return message === null ? [] : [completed(message)];
  }

  /** The same where it is spoken, once everything was heard or cut off. */
  async lastHeard(message: SpokenMessage | null, voice: TurnVoice): Promise<Completed[]> {
    if (message !== null) this.#open.set(message.generationId, { ...message, isWhole: true });
    const heard = message === null ? null : await voice.finish(message.generationId);
    await this.#recording;
    if (message === null || heard === null || !this.#open.delete(message.generationId)) return [];
    return [completed(asHeard(message, heard))];
  }

  /** Stops the agent. Returns what is to be recorded of the messages that were cut off, as the user has them. */
  cut(): Completed[] {
    const open = [...this.#open.values()];
    this.#open.clear();
    if (this.#voice === null) return open.map((message) => completed({ ...message, interrupted: true }));
    const heard = new Map(this.#voice.silence().map((message) => [message.generationId, message]));
    return open.flatMap((message) => {
      const got = heard.get(message.generationId) ?? { heard: message.text, unheard: "" };
      if (got.heard.trim() === "") return [];
      const isAll = message.isWhole && got.unheard.trim() === "";
      return [{ ...completed({ ...message, text: got.heard, interrupted: !isAll }), ...cutText(got.unheard) }];
    });
  }
}

function cutText(unheard: string): { cut_text?: string } {
  const text = unheard.trim();
  return text === "" ? {} : { cut_text: text };
}

/** A message that could not be spoken whole is not what the user got. */
function asHeard(message: SpokenMessage, heard: string): SpokenMessage {
  return heard.length >= message.text.length ? message : { ...message, text: heard, interrupted: true };
}
