import {
  addSentMessage,
  applyEvent,
  type ConnectionState,
  createDemoClient,
  type Demo,
  type DemoChannel,
  EMPTY_TRANSCRIPT,
  openSession,
  type ServerEvent,
  type Session,
  type Transcript,
} from "@operator/sdk";
import type { ConversationKeeper, KeptConversation } from "./kept-conversation.ts";
import { type Problem, problemOf } from "./problem.ts";
import type { BrowserAudio, Sound, VoicePart } from "./voice-entry.ts";

/** What goes on in a chat. */
export type Stage = "idle" | "loading" | "closed" | "welcome" | "starting" | "talking" | "over";

/** What there is to show of a chat at one moment. */
export interface ChatView {
  readonly stage: Stage;
  /** What the link leads to; null before that is known. */
  readonly demo: Demo | null;
  readonly problem: Problem | null;
  readonly isByVoice: boolean;
  readonly transcript: Transcript;
  readonly connection: ConnectionState;
}

/** Where voice comes from, which is not loaded before somebody wants to speak. */
export interface VoiceSource {
  load(): Promise<VoicePart>;
  readonly workletUrl: string;
}

interface ChatOptions {
  readonly host: string;
  readonly demo: string;
  readonly keeper: ConversationKeeper;
  readonly voice: VoiceSource;
}

const START: ChatView = {
  stage: "idle",
  demo: null,
  problem: null,
  isByVoice: false,
  transcript: EMPTY_TRANSCRIPT,
  connection: { name: "connecting" },
};

/** One visitor's chat by a public link: the conversation that is open or kept, and what has been seen of it. */
export class Chat {
  readonly #options: ChatOptions;
  readonly #client: ReturnType<typeof createDemoClient>;
  readonly #listeners = new Set<(view: ChatView) => void>();
  #view = START;
  #session: Session | null = null;
  #kept: KeptConversation | null = null;
  #audio: BrowserAudio | null = null;
  /** Is called about 20 times a second while somebody talks. */
  onSound: (sound: Sound) => void = () => undefined;

  constructor(options: ChatOptions) {
    this.#options = options;
    this.#client = createDemoClient({ host: options.host });
  }

  get view(): ChatView {
    return this.#view;
  }

  /** The microphone and speaker; null in writing, and where the browser has none for this page. */
  get audio(): BrowserAudio | null {
    return this.#audio;
  }

  /** Calls `listener` after every change. */
  subscribe(listener: (view: ChatView) => void): void {
    this.#listeners.add(listener);
  }

  /** Finds out where the link leads, without a word where it leads nowhere: a conversation that is open goes on. */
  async lookUp(): Promise<Demo | null> {
    const demo = this.#view.demo ?? (await this.#client.get(this.#options.demo).catch(() => null));
    if (demo !== null) this.#change({ demo });
    return demo;
  }

  /** Takes up the conversation that the page had before it was loaded anew. Returns whether there is one. */
  async resume(): Promise<boolean> {
    const kept = this.#options.keeper.read();
    if (kept === null) return false;
    const isByVoice = kept.channel === "voice_realtime";
    this.#change({ stage: "talking", isByVoice, transcript: EMPTY_TRANSCRIPT, connection: { name: "connecting" } });
    void this.lookUp();
    try {
      const audio = isByVoice ? await (await this.#voice()).openAudioIfPossible(this.#options.voice.workletUrl) : null;
      await this.#open(kept, audio);
    } catch (error) {
      this.#change({ stage: "over", problem: problemOf(error) });
    }
    return true;
  }

  /** Finds out where the link leads, so that a conversation can begin, unless that is known. */
  async load(): Promise<void> {
    const { stage, demo: known } = this.#view;
    if (stage !== "idle" && stage !== "closed") return;
    this.#change({ stage: "loading", problem: null });
    try {
      const demo = stage === "idle" && known ? known : await this.#client.get(this.#options.demo);
      this.#change({ stage: "welcome", demo });
    } catch (error) {
      this.#fail("closed", error);
    }
  }

  /** Begins a conversation. One by voice is begun once the microphone is open, so that nobody is left without. */
  async start(channel: DemoChannel): Promise<void> {
    if (this.#view.stage === "starting") return;
    const isByVoice = channel === "voice_realtime";
    this.#change({ stage: "starting", problem: null, isByVoice, transcript: EMPTY_TRANSCRIPT });
    let audio: BrowserAudio | null = null;
    try {
      audio = isByVoice ? await (await this.#voice()).openAudio(this.#options.voice.workletUrl) : null;
      const { channel: opened } = await this.#client.begin(this.#options.demo, { channel });
      const about = { sessionUrl: opened.session_url ?? "", token: opened.token ?? "" };
      await this.#open({ ...about, channel, isStarted: false }, audio);
    } catch (error) {
      audio?.close();
      const { code } = error as { code?: unknown };
      this.#fail(code === "not_found" ? "closed" : "welcome", error);
    }
  }

  /** Says something to the agent. Throws a `RangeError` when it is too long for one message. */
  send(text: string): void {
    if (this.#session === null) return;
    const id = this.#session.send(text);
    const sent = { id, text, at: new Date().toISOString() };
    this.#change({ transcript: addSentMessage(this.#view.transcript, sent) });
  }

  /** Ends the conversation. */
  end(): void {
    this.#session?.end();
  }

  /** Leaves the conversation that is over, for another one. */
  restart(): void {
    this.#leave();
    this.#options.keeper.keep(null);
    this.#change({ ...START, demo: this.#view.demo, stage: this.#view.demo === null ? "idle" : "welcome" });
    void this.load();
  }

  /** Lets go of everything; the conversation can be taken up again for 60 seconds. */
  close(): void {
    this.#leave();
    this.#listeners.clear();
  }

  #leave(): void {
    this.#session?.close();
    this.#session = null;
    this.#audio?.close();
    this.#audio = null;
  }

  async #open(kept: KeptConversation, audio: BrowserAudio | null): Promise<void> {
    this.#leave();
    this.#audio = audio;
    this.#keep(kept);
    const options = {
      sessionUrl: new URL(new URL(kept.sessionUrl).pathname, this.#options.host).href,
      token: kept.token,
      onConnection: (connection: ConnectionState) => this.#connected(connection),
    };
    const isByVoice = kept.channel === "voice_realtime";
    const session = isByVoice
      ? (await this.#voice()).openVoice(options, audio, (sound) => this.onSound(sound))
      : openSession(options);
    this.#session = session;
    audio?.subscribe(() => this.#change({}));
    this.#change({ stage: "talking", connection: session.connection });
    if (!kept.isStarted) session.start();
    void this.#follow(session);
  }

  async #follow(session: Session): Promise<void> {
    for await (const event of session) if (this.#session === session) this.#take(event);
  }

  #take(event: ServerEvent): void {
    const transcript = applyEvent(this.#view.transcript, event);
    if (transcript.isStarted && this.#kept?.isStarted === false) this.#keep({ ...this.#kept, isStarted: true });
    if (transcript.ended !== null) this.#options.keeper.keep(null);
    this.#change({ transcript, ...(transcript.ended === null ? {} : { stage: "over" as const }) });
  }

  #connected(connection: ConnectionState): void {
    const isOver = connection.name === "over";
    // The session was left for another one.
    if (isOver && connection.end === "closed") return;
    if (isOver && connection.end !== "taken_over" && connection.end !== "unreachable") this.#options.keeper.keep(null);
    this.#change({ connection, ...(isOver ? { stage: "over" as const } : {}) });
  }

  #keep(kept: KeptConversation): void {
    this.#kept = kept;
    this.#options.keeper.keep(kept);
  }

  async #voice(): Promise<VoicePart> {
    return this.#options.voice.load();
  }

  #fail(stage: Stage, error: unknown): void {
    this.#change({ stage, problem: problemOf(error) });
    // eslint-disable-next-line no-console -- whoever builds the page finds here what the visitor is not told
    console.warn(`The chat ${this.#options.demo} cannot begin.`, error);
  }

  #change(change: Partial<ChatView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener(this.#view);
  }
}
