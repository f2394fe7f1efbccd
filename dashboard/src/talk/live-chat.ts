import {
  addSentMessage,
  applyEvent,
  type Channel,
  type ConnectionState,
  EMPTY_TRANSCRIPT,
  openSession,
  openVoiceSession,
  type ServerEvent,
  type Session,
  type SessionOptions,
  type Transcript,
} from "@operator/sdk";
import { type BrowserAudio, openVoiceLine } from "@operator/sdk/voice";
import { LiveSound } from "./live-sound.ts";
import { addToTimeline, type TimelineItem } from "./timeline-items.ts";

/** What a chat is about: who talks, and where it can be read. */
export interface ChatAbout {
  conversationId: string;
  /** The conversation's token, with which its addresses are read. */
  token: string;
  /** The agent's version, `ca_…@vN`. */
  versionId: string;
  agentName: string;
  /** The name under which the agent introduces itself. */
  personaName: string;
  model: string;
  /** Where the events can be read, token included. */
  eventsUrl: string;
}

/** What there is to show of a chat at one moment. */
export interface ChatView {
  transcript: Transcript;
  timeline: readonly TimelineItem[];
  connection: ConnectionState;
}

/** What a chat is opened with. */
export interface ChatOptions {
  about: ChatAbout;
  channel: Channel;
  /** Whether the conversation still has to be started. */
  isNew: boolean;
  /** The microphone and speaker for a conversation by voice; it is closed with the chat. */
  audio: BrowserAudio | null;
}

/** One open chat: the session and what has been seen of it. Listeners are told of every change. */
export class LiveChat {
  readonly about: ChatAbout;
  /** Whether it is held by voice. */
  readonly isByVoice: boolean;
  /** The microphone and speaker; null in a chat, and where the browser has none for this page. */
  readonly audio: BrowserAudio | null;
  readonly sound = new LiveSound();
  readonly #session: Session;
  readonly #listeners = new Set<() => void>();
  #view: ChatView = { transcript: EMPTY_TRANSCRIPT, timeline: [], connection: { name: "connecting" } };

  constructor({ about, channel, isNew, audio }: ChatOptions) {
    this.about = about;
    this.isByVoice = channel.type === "voice_realtime";
    this.audio = audio;
    this.#session = this.#open({
      sessionUrl: onThisHost(channel.session_url ?? ""),
      token: channel.token ?? "",
      onConnection: (connection) => this.#change({ connection }),
    });
    if (isNew) this.#session.start();
    void this.#follow();
  }

  get view(): ChatView {
    return this.#view;
  }

  /** Calls `listener` after every change, until the function it returns is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Says something to the agent. Throws a `RangeError` when it is too long for one message. */
  send(text: string): void {
    const id = this.#session.send(text);
    const sent = { id, text, at: new Date().toISOString() };
    this.#change({ transcript: addSentMessage(this.#view.transcript, sent) });
  }

  /** Ends the conversation. */
  end(): void {
    this.#session.end();
  }

  /** Leaves the conversation without ending it. */
  close(): void {
    this.#session.close();
  }

  #open(options: SessionOptions): Session {
    if (this.audio !== null) return openVoiceLine({ ...options, audio: this.audio, onSound: this.sound.take });
    if (!this.isByVoice) return openSession(options);
    return openVoiceSession({ ...options, audio: "none", onAudio: () => undefined, onAudioVoid: () => undefined });
  }

  async #follow(): Promise<void> {
    for await (const event of this.#session) this.#take(event);
  }

  #take(event: ServerEvent): void {
    const { transcript, timeline } = this.#view;
    this.#change({ transcript: applyEvent(transcript, event), timeline: addToTimeline(timeline, event) });
  }

  #change(change: Partial<ChatView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/**
 * Moves one of the server's addresses to the host by which this page was reached: the server may know itself by
 * another name, and the page may talk to its own host only.
 */
export function onThisHost(url: string): string {
  return new URL(new URL(url).pathname, location.origin).href;
}
