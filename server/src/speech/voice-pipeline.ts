import type { VoiceRate } from "../domain/audio.ts";
import type { ServerPayload } from "../domain/event-payloads.ts";
import type { TurnTakingEffect } from "../domain/turn-taking-types.ts";
import type { VoiceConfig } from "../domain/voice-config.ts";
import type { TranscriptPart } from "../ports/speech-to-text.ts";
import type { VoiceChoice } from "../ports/speech-catalog.ts";
import type { VoiceActivityDetector } from "../ports/voice-activity-detector.ts";
import { Ears } from "./ears.ts";
import { Floor } from "./floor.ts";
import { type HeardMessage, type Line, Mouth } from "./mouth.ts";
import type { PieceAbout } from "./playback.ts";
import { spokenText } from "./spoken-text.ts";
import type { SpeechFailure } from "./speech-failure.ts";

/** Whoever makes words of what is heard. */
export interface Listener {
  write(samples: Int16Array): void;
  speechStarted(): void;
  speechEnded(): void;
  setLanguages(languages: readonly string[]): void;
  close(): void;
}

/** Where the parts of a listener go. */
export interface ListenerWatch {
  onPart(part: TranscriptPart): void;
  onFailure(failure: SpeechFailure & { readonly provider: string; readonly next: string | null }): void;
  onLost(): void;
}

/** A turn of the user. Times by `performance.now()`; null where there is none. */
export interface UserTurn {
  readonly text: string;
  readonly speechEndedAt: number | null;
  readonly finalAt: number | null;
  readonly takenAt: number;
}

/** What a conversation does when its voice asks for it. None of these may throw. */
export interface VoiceHands {
  takeTurn(turn: UserTurn): void;
  /** Begins to think of an answer to a turn that may not be over. */
  beginReply(text: string): void;
  discardReply(): void;
  /** Stops the agent: its turn is over. */
  interrupt(): void;
  /** Stores what happened. */
  record(payload: ServerPayload): void;
  /** Tells those who follow, without storing. */
  pass(payload: ServerPayload): void;
  /** A final was understood in that language, an ISO 639 code. */
  heardLanguage(language: string, text: string): void;
  /** Nobody can listen, or speak, any more. */
  lost(what: string): void;
  /** The first audio of what the agent has to say was sent, by `performance.now()`. */
  firstAudio(at: number): void;
  /** Some words were turned into speech; the first of it came after `took` ms. */
  speechTook(took: number): void;
  /** A frame was heard of the user, or sent of the agent. */
  recordAudio(side: "user" | "agent", frame: Int16Array): void;
}

/** What a pipeline is made of. */
export interface VoicePipelineOptions {
  readonly sampleRateHz: VoiceRate;
  readonly settings: VoiceConfig;
  readonly detector: VoiceActivityDetector;
  readonly hands: VoiceHands;
  /** The ISO 639 code of the language that is spoken now. */
  language(): string;
  openListener(watch: ListenerWatch): Listener;
  speakers(): readonly VoiceChoice[];
  /** Whether the model speaks itself. */
  hasOwnVoice(): boolean;
  /** Has `tick` called at that time, by `performance.now()`, where that is sooner than it said. */
  wakeBy(at: number): void;
}

/** So many sounds without a word count as a sign of life in a row. */
const MOST_SOUNDS = 3;
/** After so many starts of speech without a word nobody is told of the next: it is noise. */
const MOST_WORDLESS = 20;
/** After so many pieces in a row that nobody could speak there is no voice to talk with. */
const MOST_LOST = 3;

/**
 * A conversation's voice: frames of the user in, frames of the agent out, and between them who listens, whose turn it
 * is and who speaks. It knows frames, not where they come from, and hands on what the conversation is to do.
 */
export class VoicePipeline {
  readonly mouth: Mouth;
  readonly #options: VoicePipelineOptions;
  readonly #ears: Ears;
  readonly #floor: Floor;
  readonly #listener: Listener;
  #isTurnRunning = false;
  #callsRunning = 0;
  #phase: "silent" | "thinking" | "working" | "speaking" = "silent";
  #wordless = 0;
  #lostPieces = 0;
  /** When the agent, and the user, was heard last. */
  agentHeardAt = performance.now();
  userHeardAt = performance.now();
  readonly sampleRateHz: VoiceRate;

  constructor(options: VoicePipelineOptions) {
    this.#options = options;
    const { sampleRateHz, settings, detector } = options;
    this.sampleRateHz = sampleRateHz;
    this.mouth = this.#openMouth(options);
    this.mouth.mixer.setAmbience(settings.ambient_sound);
    this.#floor = new Floor(
      { patience: settings.patience, language: options.language() },
      { carryOut: (effect, now) => this.#carryOut(effect, now), wakeBy: (at) => options.wakeBy(at) },
    );
    this.#listener = options.openListener({
      onPart: (part) => this.#understood(part),
      onFailure: (failure) => this.#tell("speech_to_text", failure),
      onLost: () => options.hands.lost("Nobody listens any more: every speech provider failed."),
    });
    this.#ears = new Ears(sampleRateHz, detector, {
      onFrame: (frame) => {
        options.hands.recordAudio("user", frame);
        this.#listener.write(frame);
      },
      onStarted: () => this.#userStarted(),
      onEnded: (speech) => this.#userEnded(speech),
    });
  }

  #openMouth(options: VoicePipelineOptions): Mouth {
    return new Mouth({
      sampleRateHz: options.sampleRateHz,
      language: options.language,
      choices: options.speakers,
      hasOwnVoice: options.hasOwnVoice,
      wording: (text) => spokenText(text, options.language()),
      onFirstAudio: (took) => {
        this.#lostPieces = 0;
        options.hands.speechTook(took);
      },
      onFailure: (failure) => this.#speakerFailed(failure),
      wake: () => options.wakeBy(performance.now()),
      watch: {
        onBegun: (piece) => this.#speaks(piece),
        onDone: () => this.#updatePhase(performance.now()),
        onFrame: (frame) => options.hands.recordAudio("agent", frame),
        onFirstAudio: () => options.hands.firstAudio(performance.now()),
      },
    });
  }

  /** Whether the agent is to be heard next: it thinks, or waits for a tool, and nobody speaks. */
  get isUserWaiting(): boolean {
    return this.#isTurnRunning && this.mouth.isDone && !this.#ears.isSpeech;
  }

  /** Whether tools run. */
  get isWorking(): boolean {
    return this.#callsRunning > 0;
  }

  /** Whether nobody speaks and nobody is about to. */
  get isSilent(): boolean {
    return this.#phase === "silent" && this.mouth.isDone && !this.#ears.isSpeech;
  }

  /** Is heard over that line from now on. */
  connect(line: Line, now: number): void {
    this.mouth.connect(line, now);
    this.userHeardAt = Math.max(this.userHeardAt, now);
  }

  /** The line is gone: what was being said waits. */
  disconnect(now: number): void {
    this.mouth.disconnect(now);
    this.#ears.pause(now);
  }

  /** Takes samples of the user. */
  hear(samples: Int16Array, now: number): void {
    this.#ears.hear(samples, now);
  }

  /** Says that the agent began a turn. */
  turnBegan(): void {
    this.#isTurnRunning = true;
    this.mouth.expectFirstAudio();
    this.#updatePhase(performance.now());
  }

  /** Says that the agent's turn is over. */
  turnEnded(): void {
    this.#isTurnRunning = false;
    this.#updatePhase(performance.now());
  }

  /** Says that a tool's call began, or came back. */
  callsChanged(by: 1 | -1): void {
    this.#callsRunning = Math.max(0, this.#callsRunning + by);
    this.#updatePhase(performance.now());
  }

  /** Stops the agent's voice for good. Returns what was heard. */
  silence(now: number): HeardMessage[] {
    const cut = this.mouth.silence(now);
    this.#updatePhase(now);
    return cut;
  }

  /** Goes on in the language that is spoken now. */
  languageChanged(languages: readonly string[]): void {
    this.#floor.setLanguage(this.#options.language());
    this.#listener.setLanguages(languages);
  }

  /** Sends what is due, and looks at what was waited for. Returns the time at which to do so again; infinite for none. */
  tick(now: number): number {
    this.#floor.tick(now);
    const next = this.mouth.tick(now);
    if (this.#phase === "speaking") this.agentHeardAt = now;
    return Math.min(next, this.#floor.wakeAt);
  }

  /** Stops everything. */
  close(now: number): void {
    this.mouth.silence(now);
    this.#listener.close();
    this.#ears.close();
  }

  #speaks({ text, isReadingOut }: PieceAbout): void {
    this.#phase = "speaking";
    this.#updateBusySound();
    this.#floor.tell({ type: "agent_speaking", text, isReadingOut }, performance.now());
  }

  #updatePhase(now: number): void {
    if (this.#phase === "speaking" && !this.mouth.isDone) return;
    const next = !this.#isTurnRunning ? "silent" : this.#callsRunning > 0 ? "working" : "thinking";
    if (next === this.#phase) return;
    this.#phase = next;
    this.#updateBusySound();
    this.#floor.tell({ type: `agent_${next}` }, now);
  }

  #updateBusySound(): void {
    this.mouth.mixer.setBusy(this.#phase === "working" ? this.#options.settings.busy_sound : null);
    if (!this.mouth.mixer.isSilent) this.#options.wakeBy(performance.now());
  }

  #userStarted(): void {
    this.#wordless += 1;
    if (this.#wordless <= MOST_WORDLESS) this.#options.hands.record({ type: "user.speech.started" });
    if (this.#wordless <= MOST_SOUNDS) this.userHeardAt = performance.now();
    this.#listener.speechStarted();
    this.#floor.tell({ type: "speech_started" }, performance.now());
  }

  #userEnded({ endedAt, duration }: { endedAt: number; duration: number }): void {
    if (this.#wordless <= MOST_WORDLESS)
      this.#options.hands.record({ type: "user.speech.ended", duration_ms: duration });
    this.#listener.speechEnded();
    this.#floor.tell({ type: "speech_ended", endedAt }, performance.now());
  }

  #understood(part: TranscriptPart): void {
    const now = performance.now();
    if (part.type === "end_of_turn")
      return this.#floor.tell({ type: "end_of_turn_hint", probability: part.probability }, now);
    if (part.text.trim() !== "") {
      this.#wordless = 0;
      this.userHeardAt = now;
    }
    if (part.type === "final" && part.language !== null) this.#options.hands.heardLanguage(part.language, part.text);
    this.#floor.tell({ type: part.type, text: part.text }, now);
  }

  #carryOut(effect: TurnTakingEffect, now: number): void {
    const { hands } = this.#options;
    switch (effect.type) {
      case "begin_reply":
        return hands.beginReply(effect.text);
      case "discard_reply":
        return hands.discardReply();
      case "take_turn":
        return hands.takeTurn({ ...effect, takenAt: now });
      case "pause_playback":
        return this.mouth.pause(now);
      case "resume_playback":
        return this.mouth.resume(now);
      case "interrupt":
        return hands.interrupt();
      case "ignored":
        return this.#ignored(effect);
      case "transcript":
        return hands.pass({ type: "user.transcript.delta", text: effect.text });
      case "wake_at":
    }
  }

  #ignored({ text, reason }: Extract<TurnTakingEffect, { type: "ignored" }>): void {
    if (this.#wordless > MOST_WORDLESS) return;
    this.#options.hands.record({ type: "user.speech.ignored", text, reason });
  }

  #speakerFailed(failure: SpeechFailure & { readonly provider: string; readonly next: string | null }): void {
    this.#tell("text_to_speech", failure);
    if (failure.next !== null) return;
    this.#lostPieces += 1;
    if (this.#lostPieces >= MOST_LOST)
      this.#options.hands.lost("Nobody speaks any more: every speech provider failed.");
  }

  #tell(
    stage: "speech_to_text" | "text_to_speech",
    { provider, next, reason, message }: SpeechFailure & { readonly provider: string; readonly next: string | null },
  ): void {
    const step = next === null ? ("none" as const) : next === provider ? ("retry" as const) : ("fallback" as const);
    const what = { stage, provider, reason, message, next: step, next_provider: next };
    this.#options.hands.record({ type: "agent.speech.failed", ...what });
  }
}
