import { setTimeout as delay } from "node:timers/promises";
import type { AudioChunk, VoiceRate } from "../domain/audio.ts";
import type { AgentConfig } from "../domain/agent-config.ts";
import type { PayloadOf, ServerPayload } from "../domain/event-payloads.ts";
import { recordingNotice } from "../domain/recording-notice.ts";
import { farewellIn, goodbyeIn, tooLongIn } from "../domain/voice-phrases.ts";
import { voiceSettings, type VoiceConfig } from "../domain/voice-config.ts";
import { type Deferred, deferred } from "../lib/deferred.ts";
import type { TimeSlices } from "../lib/time-slices.ts";
import type { LanguageModel, ModelCatalog } from "../ports/language-model.ts";
import type { MediaConnector, MediaLine, MediaLineOptions } from "../ports/media-line.ts";
import type { SpeechCatalog, VoiceChoice } from "../ports/speech-catalog.ts";
import type { VoiceActivityDetector } from "../ports/voice-activity-detector.ts";
import { Listening } from "../speech/listening.ts";
import { type LineEnd, lineAtRate } from "../speech/line-rate.ts";
import type { HeardMessage } from "../speech/mouth.ts";
import { type Beat, nextFrame, type Pacer } from "../speech/pacer.ts";
import {
  type Listener,
  type ListenerWatch,
  type UserTurn,
  type VoiceHands,
  VoicePipeline,
} from "../speech/voice-pipeline.ts";
import { FramePairs } from "./frame-pairs.ts";
import type { Guest, GuestLine } from "./guest-line.ts";
import { HearingQueue } from "./hearing-queue.ts";
import { LineSharing } from "./line-sharing.ts";
import { openOwnVoice, type OwnVoice } from "./own-voice.ts";
import type { Recorder } from "./recorder.ts";
import type { Recordings } from "./recordings.ts";
import { TurnClock } from "./turn-clock.ts";
import type { ConversationVoice, VoiceTimes } from "./turn-voice.ts";
import type { VoiceHost } from "./voice-host.ts";
import { SpokenLanguage } from "./voice-languages.ts";
import { LOOK_EVERY, VoiceWatch } from "./voice-watch.ts";

/** What the voices of all conversations share. */
export interface VoiceServices {
  readonly speech: SpeechCatalog;
  readonly catalog: ModelCatalog;
  readonly pacer: Pacer;
  /** In which what users say is listened to. */
  readonly slices: Pick<TimeSlices, "add">;
  /** Carries audio by another way than the session's own. */
  readonly media: MediaConnector;
  openDetector(sampleRateHz: VoiceRate): VoiceActivityDetector;
  readonly recordings: Pick<Recordings, "open">;
}

/** Says goodbye no longer than this. */
const GOODBYE_WITHIN = 10_000;

/** The voice of one open conversation: joins its line, the pipeline, and what the conversation does. */
export class VoiceSession implements ConversationVoice {
  readonly #services: VoiceServices;
  readonly #config: AgentConfig;
  readonly #host: VoiceHost;
  readonly #settings: VoiceConfig;
  readonly #watch: VoiceWatch;
  #pipeline: VoicePipeline | null = null;
  /** The model that hears and speaks itself; null where others do that for it. */
  #spoken: OwnVoice | null = null;
  #recorder: Recorder | null = null;
  #frames: FramePairs | null = null;
  #line: LineEnd | null = null;
  readonly #hearing: HearingQueue;
  /** Who is on its line beside the agent. */
  readonly sharing = new LineSharing();
  #said: Deferred<void> | null = null;
  #beat: Beat | null = null;
  readonly #heard = deferred();
  readonly #language: SpokenLanguage;
  readonly #clock = new TurnClock();
  #isLeaving = false;
  #isClosed = false;

  constructor(services: VoiceServices, config: AgentConfig, host: VoiceHost) {
    this.#services = services;
    this.#config = config;
    this.#host = host;
    this.#settings = voiceSettings(config);
    this.#language = new SpokenLanguage(config, host.state);
    this.#hearing = new HearingQueue(services.slices, (samples, at) => this.#attend(samples, at));
    this.#watch = new VoiceWatch(this.#settings, {
      language: () => host.state.language,
      say: (text) => this.#interject(text),
      record: (payload) => this.#record(payload),
      leave: (reason) => this.leave(reason),
    });
  }

  /** Talks over that line from now on; a line before it is left. Returns what says that the line is gone. */
  connect(end: LineEnd): () => void {
    if (this.#isClosed) return () => undefined;
    const pipeline = (this.#pipeline ??= this.#openPipeline(end.sampleRateHz));
    const line = lineAtRate(end, pipeline.sampleRateHz);
    this.#line = line;
    if (!this.sharing.isTaken) pipeline.connect(line.line, performance.now());
    this.#beat ??= this.#services.pacer.add((now) => this.#tick(now));
    this.#beat.by(performance.now());
    this.#heard.resolve();
    return () => this.#disconnect(line);
  }

  /** What was being said waits for the next line. */
  #disconnect(line: LineEnd): void {
    if (this.#line !== line) return;
    this.#hearing.finish();
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
    if (this.#line !== null) this.#hearing.add(this.#line.incoming(samples));
  }

  #attend(samples: Int16Array, at: number): void {
    if (this.#host.state.status !== "in-progress") return;
    const unheard = this.sharing.hear(samples);
    if (unheard === null) this.#pipeline?.hear(samples, at);
    else for (const frame of unheard) this.#passed("user", frame);
  }

  /**
   * Lets somebody else talk with the user in the agent's place: the agent is not heard until `giveBack` is called.
   * Throws `conversation_not_active` where somebody has the line already, or nobody is on it yet.
   */
  yieldTo(guest: Guest): GuestLine {
    const line = this.sharing.give(guest, { id: this.#host.id, sampleRateHz: this.#pipeline?.sampleRateHz });
    this.#pipeline?.mouth.disconnect(performance.now());
    this.#line?.line.clear();
    this.#beat?.by(performance.now());
    return line;
  }

  /** Gives the line back to the agent, unless another guest has it by now. */
  giveBack(line: GuestLine): void {
    if (!this.sharing.takeBack(line)) return;
    if (this.#line !== null && !this.#isClosed) this.#pipeline?.connect(this.#line.line, performance.now());
    this.#beat?.by(performance.now());
  }

  /** Waits until all that the agent has to say was heard. */
  async saidAll(): Promise<void> {
    if (this.#isClosed || this.#pipeline === null || this.#pipeline.mouth.isDone) return;
    this.#said ??= deferred();
    await this.#said.promise;
  }

  /** Who can speak as the agent does, in the order in which they are asked. */
  speakers(): readonly VoiceChoice[] {
    return this.#services.speech.speakers(this.#language.voice, this.#language.code);
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
    this.#beat?.stop();
    this.#pipeline?.close(performance.now());
    this.#spoken?.abort.abort();
    void this.#recorder?.close();
    this.#line = null;
    this.#hearing.clear();
    this.sharing.close();
    this.#heard.resolve();
    this.#tellSaid();
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
    this.#beat?.by(performance.now());
    return this.#pipeline?.silence(performance.now()) ?? [];
  }

  times(): VoiceTimes {
    return this.#clock.times;
  }

  #openPipeline(sampleRateHz: VoiceRate): VoicePipeline {
    const { openDetector, recordings, catalog } = this.#services;
    const { host, settings } = { host: this.#host, settings: this.#settings };
    const { recording } = settings;
    this.#recorder = recordings.open({ conversationId: host.id, sampleRateHz, settings: recording });
    this.#frames = this.#recorder && new FramePairs(this.#recorder);
    this.#spoken = openOwnVoice(catalog, this.#config.runtime.model, { voice: this.#language.voice, sampleRateHz });
    return new VoicePipeline({
      sampleRateHz,
      settings,
      detector: openDetector(sampleRateHz),
      language: () => this.#language.code,
      hasOwnVoice: () => this.#spoken !== null,
      speakers: () => this.speakers(),
      openListener: (watch) => this.#listen(watch, sampleRateHz),
      hands: this.#hands(),
      wakeBy: (at) => this.#beat?.by(at),
    });
  }

  /** A model that hears and speaks itself listens; the others do when it cannot. */
  #listen(watch: ListenerWatch, sampleRateHz: VoiceRate): Listener {
    const { speech_to_text: preferred, boosted_keywords: keywords } = this.#settings;
    const own = this.#spoken === null ? [] : [this.#spoken.session.listener];
    const providers = [...own, ...this.#services.speech.listeners(preferred)];
    return new Listening({ ...watch, providers, sampleRateHz, keywords }, this.#language.codes);
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
      recordAudio: (side, frame) => this.#passed(side, frame),
    };
  }

  #tick(now: number): number {
    const pipeline = this.#pipeline as VoicePipeline;
    const next = pipeline.tick(now);
    for (const frame of this.sharing.tick(now, this.#line, pipeline.mouth.isDone)) this.#passed("agent", frame);
    this.#frames?.tick(now);
    if (pipeline.mouth.isDone) this.#tellSaid();
    this.#look(pipeline, now);
    const isByFrame = this.#frames !== null || this.sharing.isTaken;
    return Math.min(next, isByFrame ? nextFrame(now) : now + LOOK_EVERY);
  }

  #look(pipeline: VoicePipeline, now: number): void {
    const isTalking = this.#line !== null && !this.sharing.isTaken && !this.#isLeaving;
    if (!isTalking || this.#host.state.status !== "in-progress") return;
    const startedAt = this.#host.state.startedAt?.getTime() ?? Date.now();
    this.#watch.look(pipeline, { now, duration: Date.now() - startedAt });
  }

  #tellSaid(): void {
    this.#said?.resolve();
    this.#said = null;
  }

  #passed(side: "user" | "agent", frame: Int16Array): void {
    this.#frames?.add(side, frame);
    this.sharing.passed(side, frame);
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

  /** Says goodbye for that reason, and ends the conversation. */
  leave(reason: "user_silent" | "too_long" | "message_limit"): void {
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    const { language } = this.#host.state;
    const goodbye = reason === "user_silent" ? goodbyeIn(language) : tooLongIn(language);
    void this.sayGoodbye(goodbye).then(() => quietly(this.#host.end(reason)));
  }

  /** Says goodbye. Resolves once that was heard, or has taken too long. */
  async sayGoodbye(text = farewellIn(this.#host.state.language)): Promise<void> {
    this.#isLeaving = true;
    const late = new AbortController();
    const waiting = delay(GOODBYE_WITHIN, undefined, { signal: late.signal }).catch(() => undefined);
    await Promise.race([this.#interject(text), waiting]);
    late.abort();
  }

  /** Says that the user did something other than to speak. */
  userActed(): void {
    this.#watch.userSpoke();
    if (this.#pipeline) this.#pipeline.userHeardAt = performance.now();
  }

  #followLanguage(): void {
    if (this.#language.hasChanged()) this.#pipeline?.languageChanged(this.#language.codes);
  }

  #heardLanguage(code: string, text: string): void {
    const language = this.#language.taken({ code, text });
    if (language === null) return;
    this.#record({ type: "agent.language.changed", language, previous: this.#host.state.language });
    this.#followLanguage();
  }
}

/** What cannot be stored has closed the conversation already, and whoever holds it was told. */
function quietly(done: Promise<unknown>): void {
  done.catch(() => undefined);
}
