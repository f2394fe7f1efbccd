import type { AudioChunk, VoiceRate } from "../domain/audio.ts";
import { languagesOf, personaFor, type AgentConfig } from "../domain/agent-config.ts";
import type { ConversationState } from "../domain/conversation-state.ts";
import type { PayloadOf, ServerPayload } from "../domain/event-payloads.ts";
import { languageCode } from "../domain/language.ts";
import { recordingNotice } from "../domain/recording-notice.ts";
import { goodbyeIn, tooLongIn } from "../domain/voice-phrases.ts";
import { voiceSettings, type VoiceConfig } from "../domain/voice-config.ts";
import type { LanguageModel, ModelCatalog } from "../ports/language-model.ts";
import type { MediaConnector, MediaLine, MediaLineOptions } from "../ports/media-line.ts";
import type { SpeechCatalog } from "../ports/speech-catalog.ts";
import type { SpokenSession } from "../ports/speech-to-speech.ts";
import type { VoiceActivityDetector } from "../ports/voice-activity-detector.ts";
import { Listening } from "../speech/listening.ts";
import { type LineEnd, lineAtRate } from "../speech/line-rate.ts";
import type { HeardMessage } from "../speech/mouth.ts";
import type { Pacer } from "../speech/pacer.ts";
import {
  type Listener,
  type ListenerWatch,
  type UserTurn,
  type VoiceHands,
  VoicePipeline,
} from "../speech/voice-pipeline.ts";
import { FramePairs } from "./frame-pairs.ts";
import type { Recorder } from "./recorder.ts";
import type { Recordings } from "./recordings.ts";
import { TurnClock } from "./turn-clock.ts";
import type { TurnVoice, VoiceTimes } from "./turn-voice.ts";
import { VoiceWatch } from "./voice-watch.ts";

/** What the voices of all conversations share. */
export interface VoiceServices {
  readonly speech: SpeechCatalog;
  readonly catalog: ModelCatalog;
  readonly pacer: Pacer;
  /** Carries audio by another way than the session's own. */
  readonly media: MediaConnector;
  openDetector(sampleRateHz: VoiceRate): VoiceActivityDetector;
  readonly recordings: Pick<Recordings, "open">;
}

/** What a voice asks of the conversation that it belongs to. */
export interface VoiceHost {
  readonly id: string;
  readonly state: ConversationState;
  /** Takes a turn of the user. */
  send(text: string): Promise<void>;
  /** Stops the agent, and records what was heard of it. */
  interruptAgent(): Promise<void>;
  /** Begins to think of an answer; null throws away what was begun. */
  expect(text: string | null): void;
  record(payloads: readonly ServerPayload[]): Promise<void>;
  pass(payload: ServerPayload): void;
  end(reason: "user_silent" | "too_long"): Promise<void>;
  fail(failure: { code: string; message: string }): Promise<void>;
}

/** How a conversation is spoken, as those see it who answer in it. */
export interface ConversationVoice extends TurnVoice {
  /** Waits until somebody can hear it for the first time. */
  isHeard(): Promise<void>;
  /** The model of that name where it hears and speaks in this conversation itself; null for every other. */
  spokenModel(name: string): LanguageModel | null;
}

/** Says goodbye no longer than this. */
const GOODBYE_WITHIN = 10_000;
/** So many words of another language are no slip. */
const WORDS_OF_A_LANGUAGE = 3;

/** The voice of one open conversation: joins its line, the pipeline, and what the conversation does. */
export class VoiceSession implements ConversationVoice {
  readonly #services: VoiceServices;
  readonly #config: AgentConfig;
  readonly #host: VoiceHost;
  readonly #settings: VoiceConfig;
  readonly #watch: VoiceWatch;
  #pipeline: VoicePipeline | null = null;
  /** The model that hears and speaks itself; null where others do that for it. */
  #spoken: {
    readonly name: string;
    readonly session: SpokenSession<LanguageModel>;
    readonly abort: AbortController;
  } | null = null;
  #recorder: Recorder | null = null;
  #frames: FramePairs | null = null;
  #line: LineEnd | null = null;
  #stopTicking: (() => void) | null = null;
  #heard: { readonly promise: Promise<void>; resolve(): void };
  #language: string;
  readonly #clock = new TurnClock();
  #isLeaving = false;
  #isClosed = false;

  constructor(services: VoiceServices, config: AgentConfig, host: VoiceHost) {
    this.#services = services;
    this.#config = config;
    this.#host = host;
    this.#settings = voiceSettings(config);
    this.#language = host.state.language;
    this.#heard = deferred();
    this.#watch = new VoiceWatch(this.#settings, {
      language: () => host.state.language,
      say: (text) => this.#interject(text),
      record: (payload) => this.#record(payload),
      leave: (reason) => this.#leave(reason),
    });
  }

  /** Talks over that line from now on; a line before it is left. Returns what says that the line is gone. */
  connect(end: LineEnd): () => void {
    if (this.#isClosed) return () => undefined;
    const pipeline = (this.#pipeline ??= this.#openPipeline(end.sampleRateHz));
    const line = lineAtRate(end, pipeline.sampleRateHz);
    this.#line = line;
    pipeline.connect(line.line, performance.now());
    this.#stopTicking ??= this.#services.pacer.add((now) => this.#tick(now));
    this.#heard.resolve();
    return () => this.#disconnect(line);
  }

  /** What was being said waits for the next line. */
  #disconnect(line: LineEnd): void {
    if (this.#line !== line) return;
    this.#line = null;
    this.#pipeline?.disconnect(performance.now());
  }

  /** The rate at which it is heard and spoken. */
  get sampleRateHz(): VoiceRate {
    return this.#pipeline?.sampleRateHz ?? 16_000;
  }

  /** Answers a client that offers to carry the audio in its own way; throws as `MediaConnector` does. */
  answerMedia(offer: string, options: MediaLineOptions): Promise<MediaLine> {
    return this.#services.media.answer(offer, options);
  }

  /** Takes samples of the user, at the rate of the line. */
  hear(samples: Int16Array): void {
    if (this.#line === null || this.#host.state.status !== "in-progress") return;
    this.#pipeline?.hear(this.#line.incoming(samples), performance.now());
  }

  /** Takes the other end's word for how much of what was sent over this line it has played, in ms. */
  played(duration: number): void {
    this.#pipeline?.mouth.played(duration, performance.now());
  }

  /** What the user is told when the conversation begins. */
  get notices(): PayloadOf<"agent.notice.sent">[] {
    const text = recordingNotice(this.#settings.recording, this.#host.state.language);
    return text === null ? [] : [{ type: "agent.notice.sent", text }];
  }

  /** Says that. */
  sayNotices(): void {
    for (const { text } of this.notices) void this.isHeard().then(() => this.#interject(text));
  }

  isHeard(): Promise<void> {
    return this.#heard.promise;
  }

  /** Stops for good. */
  close(): void {
    this.#isClosed = true;
    this.#stopTicking?.();
    this.#pipeline?.close(performance.now());
    this.#spoken?.abort.abort();
    void this.#recorder?.close();
    this.#line = null;
    this.#heard.resolve();
  }

  spokenModel(name: string): LanguageModel | null {
    return this.#spoken?.name === name ? this.#spoken.session.model : null;
  }

  turnBegan(): void {
    this.#followLanguage();
    this.#clock.answering();
    this.#pipeline?.turnBegan();
  }

  turnEnded(): void {
    this.#pipeline?.turnEnded();
  }

  callsChanged(by: 1 | -1): void {
    this.#pipeline?.callsChanged(by);
  }

  say(generationId: string, text: string): void {
    this.#followLanguage();
    this.#pipeline?.mouth.say(generationId, text);
  }

  play(generationId: string, audio: AudioChunk): void {
    this.#pipeline?.mouth.play(generationId, audio);
  }

  finish(generationId: string): Promise<string | null> {
    return this.#pipeline?.mouth.finish(generationId) ?? Promise.resolve(null);
  }

  silence(): HeardMessage[] {
    return this.#pipeline?.silence(performance.now()) ?? [];
  }

  times(): VoiceTimes {
    return this.#clock.times;
  }

  #openPipeline(sampleRateHz: VoiceRate): VoicePipeline {
    const { openDetector, recordings } = this.#services;
    const { host, settings } = { host: this.#host, settings: this.#settings };
    const { recording } = settings;
    this.#recorder = recordings.open({ conversationId: host.id, sampleRateHz, settings: recording });
    this.#frames = this.#recorder && new FramePairs(this.#recorder);
    this.#spoken = this.#openSpoken(sampleRateHz);
    return new VoicePipeline({
      sampleRateHz,
      settings,
      detector: openDetector(sampleRateHz),
      language: () => codeOf(host.state.language),
      hasOwnVoice: () => this.#spoken !== null,
      speakers: () => this.#services.speech.speakers(this.#voice(), codeOf(host.state.language)),
      openListener: (watch) => this.#listen(watch, sampleRateHz),
      hands: this.#hands(),
    });
  }

  /** A model that hears and speaks itself listens; the others do when it cannot. */
  #listen(watch: ListenerWatch, sampleRateHz: VoiceRate): Listener {
    const { speech_to_text: preferred, boosted_keywords: keywords } = this.#settings;
    const own = this.#spoken === null ? [] : [this.#spoken.session.listener];
    const providers = [...own, ...this.#services.speech.listeners(preferred)];
    return new Listening({ ...watch, providers, sampleRateHz, keywords }, this.#languages());
  }

  #openSpoken(sampleRateHz: VoiceRate) {
    const name = this.#config.runtime.model;
    const resolved = this.#services.catalog.resolve(name);
    if ("problem" in resolved || resolved.spoken === undefined) return null;
    const abort = new AbortController();
    const { provider, id } = this.#voice();
    const voiceId = provider === resolved.spoken.name ? id : null;
    const request = { model: resolved.modelName, sampleRateHz, voiceId, signal: abort.signal };
    return { name, abort, session: resolved.spoken.open(request) };
  }

  #hands(): VoiceHands {
    const host = this.#host;
    return {
      takeTurn: (turn) => this.#takeTurn(turn),
      beginReply: (text) => host.expect(text),
      discardReply: () => host.expect(null),
      interrupt: () => {
        quietly(host.interruptAgent());
        // What is part of no turn, such as a notice, is interrupted as well.
        this.silence();
      },
      record: (payload) => this.#record(payload),
      pass: (payload) => host.pass(payload),
      heardLanguage: (code, text) => this.#heardLanguage(code, text),
      lost: (message) => quietly(host.fail({ code: "speech_unavailable", message })),
      firstAudio: (at) => this.#clock.firstAudio(at),
      speechTook: (took) => this.#clock.speechTook(took),
      recordAudio: (side, frame) => this.#frames?.add(side, frame),
    };
  }

  #tick(now: number): void {
    const pipeline = this.#pipeline as VoicePipeline;
    pipeline.tick(now);
    this.#frames?.tick(now);
    if (this.#line === null || this.#isLeaving || this.#host.state.status !== "in-progress") return;
    const startedAt = this.#host.state.startedAt?.getTime() ?? Date.now();
    this.#watch.look(pipeline, { now, duration: Date.now() - startedAt });
  }

  #takeTurn(turn: UserTurn): void {
    this.#clock.taken(turn);
    this.#watch.userSpoke();
    quietly(this.#host.send(turn.text));
  }

  #record(payload: ServerPayload): void {
    quietly(this.#host.record([payload]));
  }

  async #interject(text: string): Promise<void> {
    if (this.#isClosed) return;
    await this.#pipeline?.mouth.interject(text);
  }

  #leave(reason: "user_silent" | "too_long"): void {
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    const { language } = this.#host.state;
    const goodbye = this.#interject(reason === "too_long" ? tooLongIn(language) : goodbyeIn(language));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, GOODBYE_WITHIN);
    });
    void Promise.race([goodbye, late]).then(() => {
      clearTimeout(timer);
      quietly(this.#host.end(reason));
    });
  }

  #voice(): { provider: string; id: string } {
    return personaFor(this.#config, this.#host.state.language)?.voice ?? { provider: "operator", id: "Female 1" };
  }

  /** The languages that may be spoken, the one spoken now first. */
  #languages(): string[] {
    return [...new Set([this.#host.state.language, ...languagesOf(this.#config)].map(codeOf))];
  }

  #followLanguage(): void {
    const { language } = this.#host.state;
    if (language === this.#language) return;
    this.#language = language;
    this.#pipeline?.languageChanged(this.#languages());
  }

  #heardLanguage(code: string, text: string): void {
    const previous = this.#host.state.language;
    const language = languagesOf(this.#config).find((name) => codeOf(name) === code);
    const isSlip = text.split(/\s+/).length < WORDS_OF_A_LANGUAGE;
    if (language === undefined || language === previous || isSlip) return;
    this.#record({ type: "agent.language.changed", language, previous });
    this.#followLanguage();
  }
}

function codeOf(language: string): string {
  return languageCode(language) ?? "en";
}

/** What cannot be stored has closed the conversation already, and whoever holds it was told. */
function quietly(done: Promise<unknown>): void {
  done.catch(() => undefined);
}

function deferred() {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
